"""Streamlit's tester, set as the app is and patient.

It looks for components and compiles the script once for all runs, as a server does, and sleeps
until a run is over: Streamlit's own looks a thousand times a second, which holds the run up.
"""

from functools import cache

from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, local_script_runner

__all__ = ["AppTest"]


def _wait(runner: local_script_runner.LocalScriptRunner, timeout: float) -> None:
    assert runner._script_thread is not None
    runner._script_thread.join(timeout)
    _look(runner, 1)  # else it ends the run


_look = local_script_runner.require_widgets_deltas
local_script_runner.require_widgets_deltas = _wait
config.set_option("browser.gatherUsageStats", False)
config.set_option("runner.postScriptGC", False)
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
local_script_runner.ScriptCache = cache(ScriptCache)
for make in (AppTest.from_file, AppTest.from_function):
    make.__func__.__kwdefaults__["default_timeout"] = 300  # seconds: the machine may be busy
