"""Streamlit's tester, set as the app is, patient, and with one look for components for all runs."""

from functools import cache

from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

__all__ = ["AppTest"]

config.set_option("runner.postScriptGC", False)
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
for make in (AppTest.from_file, AppTest.from_function):
    make.__func__.__kwdefaults__["default_timeout"] = 300  # seconds: the machine may be busy
