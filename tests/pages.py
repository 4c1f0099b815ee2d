"""Pages and panels drawn by Streamlit's own tester, without a browser."""

from streamlit.testing.v1 import AppTest

from browser import ROOT

READY = "map_ready"
OPENED = ("share", "view_references", "timeline_listed", "cite_place")
"""Parts of a page that are drawn once they are opened."""


def run(module: str, **state: object) -> AppTest:
    """Draw one page or panel, such as `card.panel`, from a preset state and with no exception."""
    app = AppTest.from_function(_draw, args=(module,), default_timeout=60)
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def open_main(**query: str) -> AppTest:
    """Run the whole page under an address."""
    app = AppTest.from_file(str(ROOT / "dashboard" / "main.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.session_state[READY] = True
    app.run()
    assert not app.exception, app.exception
    return app


def html(app: AppTest) -> str:
    """Return all HTML of a run."""
    return "\n".join(block.proto.body for block in app.get("html"))


def _draw(module: str) -> None:
    from importlib import import_module
    from inspect import signature

    from dashboard.session import state

    render = import_module(f"dashboard.{module}").render
    if "selection" in signature(render).parameters:
        render(state.selection())
    else:
        render()
