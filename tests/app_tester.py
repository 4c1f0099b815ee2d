"""Streamlit's tester, which looks among the installed packages for components once, not per app."""

from functools import cache

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

__all__ = ["AppTest"]

manifest_scanner.scan_component_manifests = cache(  # type: ignore[assignment]
    manifest_scanner.scan_component_manifests
)
