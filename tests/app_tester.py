"""Streamlit's tester, set as the app is and patient.

It looks for components and compiles the script once for all runs, as a server does.
"""

from functools import cache

from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, local_script_runner

__all__ = ["AppTest"]

config.set_option("runner.postScriptGC", False)
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
local_script_runner.ScriptCache = cache(ScriptCache)
for make in (AppTest.from_file, AppTest.from_function):
    make.__func__.__kwdefaults__["default_timeout"] = 300  # seconds: the machine may be busy
