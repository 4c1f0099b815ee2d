"""Entry point: the page script together with the routes on the same port.

`streamlit run dashboard/app.py` finds `app` by reading this file.
"""

import os
import sys

import streamlit as st
from starlette.middleware import Middleware

from dashboard.headers import ResponseHeaders, content_security_policy, server_error
from dashboard.routes import routes

try:
    policy = content_security_policy(os.environ.get("ATLAS_FRAME_ANCESTORS", ""))
except ValueError as error:
    sys.exit(f"ATLAS_FRAME_ANCESTORS: {error}")

app = st.App(
    "main.py",
    routes=routes(),
    middleware=[Middleware(ResponseHeaders, policy=policy)],
    exception_handlers={Exception: server_error(policy)},
)
