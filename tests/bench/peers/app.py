"""One way to show many points with Streamlit, the map's scripts from this server alone."""

import folium
import streamlit as st
from folium.plugins import FastMarkerCluster
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from xstatic.pkg import jquery, leaflet, leaflet_markercluster

_FOLDERS = {
    "leaflet": leaflet.BASE_DIR,
    "cluster": leaflet_markercluster.BASE_DIR,
    "jquery": jquery.BASE_DIR,
}

folium.Map.default_js = [
    ("leaflet", "/peer/leaflet/leaflet.js"),
    ("jquery", "/peer/jquery/jquery.js"),
]
folium.Map.default_css = [("leaflet_css", "/peer/leaflet/leaflet.css")]
FastMarkerCluster.default_js = [("cluster", "/peer/cluster/leaflet.markercluster.js")]
FastMarkerCluster.default_css = [("cluster_css", "/peer/cluster/MarkerCluster.Default.css")]

app = st.App(
    "page.py",
    routes=[
        Mount(f"/peer/{name}", StaticFiles(directory=folder)) for name, folder in _FOLDERS.items()
    ],
)
