"""Streamlit's tester, set as the app is, and with one look for components among all packages."""

from functools import cache

from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

__all__ = ["AppTest"]

config.set_option("runner.postScriptGC", False)
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
