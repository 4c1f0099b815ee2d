"""The page: a choice of layers over a map drawn in the way that PEER names, of points in POINTS."""

import os

import folium
import pandas as pd
import pydeck
import streamlit as st
from folium.plugins import FastMarkerCluster
from streamlit_folium import st_folium

BLUE = [0, 90, 200]


@st.cache_data
def points() -> pd.DataFrame:
    """Read the points once."""
    return pd.read_csv(os.environ["POINTS"])


def draw_folium(shown: pd.DataFrame) -> None:
    chart = folium.Map([56, 8], zoom_start=4, tiles=None)
    chart.options["maxZoom"] = 18
    if os.environ["PEER"] == "FastMarkerCluster":
        at = shown[["lat", "lon"]].to_numpy().tolist()
        FastMarkerCluster(at, callback="row => L.marker(row)").add_to(chart)
    else:
        for lat, lon in shown[["lat", "lon"]].to_numpy().tolist():
            folium.Marker([lat, lon]).add_to(chart)
    st_folium(chart, key="map", height=600, use_container_width=True, returned_objects=[])


def draw_deck(shown: pd.DataFrame) -> None:
    layer = pydeck.Layer(
        "ScatterplotLayer", shown, get_position=["lon", "lat"], get_fill_color=BLUE, get_radius=9000
    )
    view = pydeck.ViewState(latitude=56, longitude=8, zoom=3)
    st.pydeck_chart(pydeck.Deck([layer], initial_view_state=view, map_provider=None), height=600)


every = points()
layer = st.radio("layer", ["all", *sorted(every["layer"].unique())])
chosen = every if layer == "all" else every[every["layer"] == layer]
match os.environ["PEER"]:
    case "st.map":
        st.map(chosen[["lat", "lon"]], color="#005ac8", size=9000, zoom=3, height=600)
    case "st.pydeck_chart":
        draw_deck(chosen)
    case _:
        draw_folium(chosen)
st.write(f"shown {len(chosen)}")
