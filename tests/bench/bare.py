"""The least Streamlit app: a slider that writes text. What the atlas takes is measured by it."""

import streamlit as st

st.write(f"value {st.slider('value', 0, 1000, 50)}")
