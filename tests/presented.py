"""What the tests of presentations without a browser read of a page, and press on it."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from markupsafe import escape

from app_tester import AppTest
from pages import charts, html

AUTUMN = {"from": "1988-07-01", "to": "1988-10-31"}
CLOCKED_DAY = {"from": "2018-08-25", "to": "2018-08-25"}
STEP_2 = {"mode": "present", "tour": "overview", "step": "2"}

VIEW = {"lat": "35.8", "lng": "51.4", "zoom": "8"}
EVERYTHING = {
    "layers": "prison",
    "from": "1988-08",
    "to": "1988-08",
    "certainty": "certain",
    "q": "خاوران (گورستان)",
    "bounds": "25,44,39.8,63.3",
    "place": "evin-prison",
    "lang": "fa",
    **VIEW,
}
"""All that an address says of a filter and a map."""


def address(app: AppTest) -> dict[str, str]:
    """Give the parameters of the address."""
    found = {name: app.query_params[name] for name in app.query_params}
    return {name: one[0] if isinstance(one, list) else one for name, one in found.items()}


def query_of(link: str) -> dict[str, str]:
    """Give the parameters of a link, each of which it names once."""
    pairs = parse_qsl(urlsplit(link).query)
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def press(app: AppTest, key: str) -> AppTest:
    """Press a button of the page, which must be there and enabled."""
    button = app.button(key=key)
    assert not button.disabled
    button.click().run()
    assert not app.exception, app.exception
    return app


def script_data(app: AppTest) -> dict[str, str]:
    """Give what the script of presentations reads."""
    (found,) = re.findall(r'<div class="atlas-present"([^>]*)></div>', html(app))
    return {name: unescape(value) for name, value in re.findall(r'data-(\w+)="(.*?)"', found)}


def chart(app: AppTest) -> dict[str, Any]:
    (found,) = charts(app)
    return found


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button if button.key}


def text_of(words: str) -> str:
    return f"<bdi>{escape(words)}</bdi>"


def footer(app: AppTest) -> str:
    return re.findall(r'<p class="foot">.*?</p>\n', html(app), re.DOTALL)[0]
