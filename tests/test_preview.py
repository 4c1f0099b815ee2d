"""The picture of a view that is shown beside a link to it."""

import re
import struct
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import etree
from starlette.requests import Request
from starlette.responses import Response

import geo
from browser import Server
from dashboard import i18n
from dashboard.server import limits
from dashboard.server import preview as module
from dashboard.server.front_view import front_view
from dashboard.server.preview import HEIGHT, WIDTH, preview_png, preview_svg
from dashboard.server.routes import preview
from datasets import SECOND_SUBJECT, WORDS_OF_DATA
from edits import withhold
from geo import messages
from hostile import HOSTILE
from wire import ask

VIEWS = [
    "",
    "place=evin-prison",
    "view=about",
    "layers=prison&from=1988-07&to=1988-09",
    "tour=overview&step=3",
    "mode=present&play=day&from=1988-07&to=1988-09&at=1988-07-28",
    "q=nothing-is-called-so",
]
UNREADABLE = [
    "place=nowhere&layers=x&from=yesterday&view=x&step=9&lat=nan&%00=%ff",
    f"q={quote(HOSTILE)}&place={quote(HOSTILE)}",
    f"q={quote('خاوران ' * 300)}",
    "&".join(["q=1"] * 900),
]


def asked(query: str = "", **headers: str) -> Response:
    sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "query_string": query.encode(), "headers": sent}
    return preview(Request({**scope, "client": ("192.0.2.1", 1)}))


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height as the header of a PNG says them."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def words(query: str) -> str:
    drawn = etree.fromstring(preview_svg(front_view(query)).encode())
    return " ".join(drawn.itertext())


@pytest.mark.by_turns
@pytest.mark.parametrize("query", [*VIEWS, *UNREADABLE])
def test_every_address_has_a_picture(query: str) -> None:
    answer = asked(query)
    assert (answer.status_code, answer.media_type) == (200, "image/png")
    assert size_of(bytes(answer.body)) == (WIDTH, HEIGHT) == (1200, 630)
    assert 20_000 < len(answer.body) < 600_000  # messengers refuse larger ones


def test_pictures_of_views_differ() -> None:
    assert len({bytes(asked(query).body) for query in VIEWS}) == len(VIEWS)


def test_picture_says_what_is_shown_in_marks_and_words(atlas: geo.Dataset) -> None:
    said = words("layers=prison&from=1988-07&to=1988-09")
    assert "Prisons and events without" in said
    assert "Natural Earth" in said
    assert re.search(r"\d+ of \d+ places", re.sub(r"\s+", " ", said))
    assert "زندان اوین" in words("place=evin-prison")
    drawn = preview_svg(front_view("place=evin-prison&layers=prison"))
    marks = dict(re.findall(r'data-place="([^"]+)"><path[^>]*? fill="([^"]+)"', drawn))
    colour = atlas.subject.layer["prison"].colour
    for place_id, fill in marks.items():
        is_site = atlas.places.at[place_id, "precision"] == "site"
        assert fill == (colour if is_site else "#ffffff"), place_id
    assert "evin-prison" in marks


@pytest.mark.parametrize("query", ["", "place=evin-prison"])
def test_words_from_right_to_left_begin_at_the_right_edge_beside_the_map(query: str) -> None:
    view = front_view(f"{query}&lang=fa".lstrip("&"))
    i18n.activate("fa", view.data.translations)
    drawn = etree.fromstring(preview_svg(view).encode())
    messages.use(messages.ENGLISH)
    svg = "{http://www.w3.org/2000/svg}"
    wide = float(drawn.find(f".//{svg}rect").get("width"))
    lines = [one for one in drawn.findall(f"{svg}text") if float(one.get("x")) > wide - 200]
    assert len(lines) >= 7
    for line in lines:
        assert line.get("text-anchor") == "end"
        assert not re.search("[0-9]", line.text or "")


def test_hostile_words_stay_words() -> None:
    drawn = etree.fromstring(preview_svg(front_view(f"q={quote(HOSTILE)}")).encode())
    elements = {element.tag.rpartition("}")[2] for element in drawn.iter()}
    assert elements <= {"svg", "g", "rect", "path", "circle", "line", "text", "clipPath"}


def test_letters_come_from_the_fonts_of_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    view, draw = front_view("place=evin-prison"), module.preview_png.__wrapped__
    pictures = {draw(view)}
    for fonts in (module.FONTS[:1], module.FONTS[1:]):
        monkeypatch.setattr(module, "FONTS", fonts)
        pictures.add(draw(view))
    assert len(pictures) == 3


def test_picture_is_sent_again_only_when_it_changed(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(small_folder))
    preview_png.cache_clear()
    first = asked("place=alpha-prison")
    etag = first.headers["etag"]
    assert first.headers["cache-control"] == "public, no-cache"
    again = asked("utm_source=x&place=alpha-prison&zoom=5", if_none_match=etag)
    assert (again.status_code, again.body) == (304, b"")
    assert preview_png.cache_info().misses == 1
    withhold(small_folder, "alpha-prison")
    assert "alpha-prison" not in preview_svg(front_view("place=alpha-prison"))
    assert asked("place=alpha-prison", if_none_match=etag).status_code == 200


def test_picture_waits_its_turn_and_for_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as others:
        for _number in range(limits.MAX_PER_CLIENT):
            others.enter_context(limits.slot("192.0.2.1"))
        refused = asked()
    assert (refused.status_code, refused.headers["retry-after"]) == (429, str(limits.RETRY_SECONDS))
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    assert asked().status_code == 503


def test_another_subject_has_its_own_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(SECOND_SUBJECT))
    said = words("place=high-light")
    assert "Invented lights" in said
    assert [word for word in WORDS_OF_DATA if word in said] == []


def test_server_answers_with_the_picture(server: Server) -> None:
    got = ask(server, "/preview.png?place=evin-prison")
    assert (got.status, got.headers["content-type"]) == (200, "image/png")
    assert size_of(got.body) == (WIDTH, HEIGHT)
    assert ask(server, "/preview.png", "POST").status == 405
