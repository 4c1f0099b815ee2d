"""Pages and panels drawn by Streamlit's own tester, without a browser."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from app_tester import AppTest
from browser import ROOT
from dashboard.session.address import Address
from dashboard.session.visit import Visit

OPENED = ("share", "view_references", "timeline_listed", "cite_place")
"""Parts of a page that are drawn once they are opened."""


def run(module: str, query: str = "", **state: object) -> AppTest:
    """Draw one page or panel with no exception.

    Parameters
    ----------
    module
        Such as `card.panel`.
    query
        The address under which it is drawn, such as `place=evin-prison`.
    state
        What widgets say.
    """
    app = AppTest.from_function(_draw, args=(module,))
    for name, value in parse_qsl(query):
        app.query_params[name] = value
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def whole_page(query: Mapping[str, str], *opened: str) -> AppTest:
    """Run the whole page under an address, with parts folded out."""
    app = AppTest.from_file(str(ROOT / "dashboard" / "main.py"))
    for name, value in query.items():
        app.query_params[name] = value
    for name in opened:
        app.session_state[name] = True
    return app.run()


def open_main(*opened: str, **query: str) -> AppTest:
    """Run the whole page under an address with no exception."""
    app = whole_page(query, *opened)
    assert not app.exception, app.exception
    return app


def address_of(app: AppTest) -> Address:
    """Return what the page shows as an address."""
    found: Address = app.session_state["atlas_address"]
    return found


def visit_of(app: AppTest) -> Visit:
    """Return what the visit knows beside the address."""
    found: Visit = app.session_state["atlas_visit"]
    return found


def offer(app: AppTest, *claim_ids: str) -> AppTest:
    """Offer statements to choose among, as a mark that stands for several does."""
    app.session_state["atlas_visit"] = replace(visit_of(app), choices=claim_ids)
    return app.run()


def html(app: AppTest) -> str:
    """Return all HTML of a run."""
    return "\n".join(block.proto.body for block in app.get("html"))


def labelled(widgets: Iterable[Any], label: str) -> Any:
    """Return the one widget with a label."""
    (found,) = [one for one in widgets if one.label == label]
    return found


def charts(app: AppTest) -> list[dict[str, Any]]:
    """Return the charts of a run."""
    return [json.loads(one.proto.spec) for one in app.get("plotly_chart")]


def _draw(module: str) -> None:
    from importlib import import_module
    from inspect import signature

    from dashboard.session import run, state

    run.begin()
    render = import_module(f"dashboard.{module}").render
    if "selection" in signature(render).parameters:
        render(state.selection())
    else:
        render()
