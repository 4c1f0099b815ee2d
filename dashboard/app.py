"""Entry point: the page script together with the routes on the same port.

`streamlit run dashboard/app.py` finds `app` by reading this file.
"""

import os
import sys
from pathlib import Path
from secrets import token_hex

import streamlit as st
from starlette.middleware import Middleware

# Streamlit puts this file's folder on the import path, not the folder above with both packages.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dashboard import stored
from dashboard.map.tiles import read_tiles
from dashboard.present import rooms
from dashboard.server import connections, widget_values
from dashboard.server.front_page import FrontPage
from dashboard.server.headers import ResponseHeaders, content_security_policy, server_error
from dashboard.server.refusals import Refusals
from dashboard.server.routes import routes
from dashboard.server.static_files import FrontEnd
from dashboard.server.unknown_paths import UnknownPaths
from dashboard.session import interruption
from geo.export.stamp import public_address

connections.prepare()
widget_values.prepare()
interruption.prepare()

try:
    tiles = read_tiles(os.environ)
    policy = content_security_policy(
        os.environ.get("ATLAS_FRAME_ANCESTORS", ""), tiles.origin if tiles else ""
    )
    public_address()
    stored.most_records()
    if "ATLAS_ROOMS" in os.environ:
        rooms.share(os.environ["ATLAS_ROOMS"])
except ValueError as error:
    sys.exit(str(error))

front_end = Path(st.__file__).parent / "static"
shell = (front_end / "index.html").read_text("utf-8")
base = f"/{st.get_option('server.baseUrlPath').strip('/')}".rstrip("/")

app = st.App(
    "main.py",
    routes=routes(FrontPage.around(shell, token_hex(8)), base),
    middleware=[
        Middleware(ResponseHeaders, policy=policy),
        Middleware(Refusals, base=base),
        Middleware(FrontEnd, folder=front_end / "static", base=base),
        Middleware(UnknownPaths, base=base),
    ],
    exception_handlers={Exception: server_error(policy)},
)
