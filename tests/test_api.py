"""The files by HTTP, asked of the real server."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import quote

import pytest
from starlette.requests import Request

from browser import Server
from dashboard.server import api, limits
from dashboard.server.api import MAX_PROBLEMS, MAX_QUERY_CHARS, is_known
from exports import BIBLIOGRAPHIES, contents, exported
from geo import Dataset
from geo.export import FORMATS
from recount import QUERIES, answer
from wire import Answer, ask

PATHS = {
    "csv": "/api/claims.csv",
    "csv-events": "/api/milestones.csv",
    "csv-zip": "/api/tables.zip",
    "xlsx": "/api/atlas.xlsx",
    "json": "/api/claims.json",
    "geojson": "/api/places.geojson",
    "gpkg": "/api/atlas.gpkg",
    "kml": "/api/atlas.kml",
    "geoparquet": "/api/atlas.parquet",
    "linked-places": "/api/linked-places.json",
    "package": "/api/package.zip",
    "bib": "/api/sources.bib",
    "ris": "/api/sources.ris",
    "csl": "/api/sources.json",
}
QUERY = "layers=prison&from=1988-07&to=1988-09&certainty=certain"
BAD = {
    "layers=nothing": ["layers"],
    "layers=prison,x,y": ["layers", "layers"],
    "from=1988-13": ["from"],
    "from=1989&to=1988": ["from", "to"],
    "certainty=maybe": ["certainty"],
    "place=nowhere": ["place"],
    "nothing=1": ["nothing"],
    "layers=prison&layers=prison": ["layers"],
    "layers=%00": ["layers"],
    "cities=%E2%80%AEnarhet": ["cities"],
    "kinds=<script>alert(1)</script>": ["kinds"],
    "sources=%ff%fe": ["sources"],
    "q=%00": ["q"],
    "bounds=1,2,3": ["bounds"],
    "from=1988-13&layers=x&nothing=1&to=abc": ["from", "layers", "nothing", "to"],
    "q=" + "a" * MAX_QUERY_CHARS: ["query"],
    "x=" + "a" * 50_000: ["query"],
}
STRANGE = ["%00=%00", "%3Cscript%3E=1", "%E2%80%AE=1", "a" * 300 + "=1", "=1", ";=;", "%=%", "[]=1"]


def error_of(got: Answer, status: int) -> dict[str, object]:
    """The error in an answer, which must be short JSON for any origin."""
    assert got.status == status
    assert got.headers["content-type"] == "application/json"
    assert got.headers["access-control-allow-origin"] == "*"
    assert got.headers["cache-control"] == "no-store"
    error = json.loads(got.body)
    assert isinstance(error["error"], str)
    assert error["error"]
    assert len(got.body) < 20_000
    return error


def test_every_format_has_a_path() -> None:
    assert {name: f"/api/{one.file_name}" for name, one in FORMATS.items()} == PATHS


@pytest.mark.sample("query", QUERIES, 3)
def test_route_holds_exactly_the_visible_set(server: Server, query: str) -> None:
    expected = answer(query)
    found = contents("geojson", ask(server, f"{PATHS['geojson']}?{query}").body)
    assert (found.places, found.claims) == (expected.places, expected.claims)
    for name in BIBLIOGRAPHIES:
        listed = contents(name, ask(server, f"{PATHS[name]}?{query}").body)
        assert listed.sources == expected.sources


@pytest.mark.parametrize("name", FORMATS)
def test_file_is_that_of_the_library_however_it_is_presented(
    server: Server, atlas: Dataset, name: str
) -> None:
    presented = (
        "mode=present&tour=overview&step=3&kiosk=20&idle=90&theme=dark&room=abcd&speed=2"
        "&play=day&window=cumulative&at=1988-08-14&lang=fa&zoom=5&view=map"
    )
    unreadable = (
        "mode=%00&tour=zzz&step=-1&kiosk=x&idle=x&theme=x&room=%3Cb%3E&speed=x&play=x&window=x&at=x"
    )
    plain, file = ask(server, f"{PATHS[name]}?{QUERY}"), exported(atlas, name, QUERY)
    for query in (f"{presented}&{QUERY}", f"{unreadable}&{QUERY}&{unreadable}"):
        got = ask(server, f"{PATHS[name]}?{query}")
        assert (got.status, got.body) == (200, file)
        assert got.headers["etag"] == plain.headers["etag"]


@pytest.mark.parametrize("name", FORMATS)
def test_headers_of_a_file(server: Server, name: str) -> None:
    got = ask(server, f"{PATHS[name]}?layers=prison", Accept_Encoding="identity")
    one = FORMATS[name]
    assert got.headers["content-type"] == one.media_type
    assert got.headers["content-disposition"] == f'attachment; filename="1988-{one.file_name}"'
    assert got.headers["access-control-allow-origin"] == "*"
    assert got.headers["cache-control"] == "public, no-cache"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert int(got.headers["content-length"]) == len(got.body) > 0
    head = ask(server, f"{PATHS[name]}?layers=prison", "HEAD", Accept_Encoding="identity")
    assert (head.status, head.body) == (200, b"")
    changing = {"date", "content-length", "transfer-encoding", "vary"}  # depend on the content
    assert {k: v for k, v in head.headers.items() if k not in changing} == {
        k: v for k, v in got.headers.items() if k not in changing
    }


@pytest.mark.parametrize("name", FORMATS)
def test_file_is_sent_again_only_when_it_changed(server: Server, name: str) -> None:
    first = ask(server, f"{PATHS[name]}?layers=prison")
    etag = first.headers["etag"]
    same = f"{PATHS[name]}?layers=Prison&zoom=7"
    for condition in (etag, f'"other", {etag}', etag.removeprefix("W/"), "*"):
        again = ask(server, same, If_None_Match=condition)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == etag
        assert again.headers["access-control-allow-origin"] == "*"
    other = ask(server, f"{PATHS[name]}?layers=burial_site", If_None_Match=etag)
    assert other.status == 200
    assert other.headers["etag"] != etag


def test_tags_differ_by_format(server: Server) -> None:
    tags = {ask(server, path, "HEAD").headers["etag"] for path in PATHS.values()}
    assert len(tags) == len(PATHS)


def test_condition_names_a_tag() -> None:
    conditions = ['W/"a"', '"a"', '"b", W/"a"', "*", "", '"b"']
    known = [condition for condition in conditions if is_known('W/"a"', condition)]
    assert known == ['W/"a"', '"a"', '"b", W/"a"', "*"]


def test_text_is_compressed(server: Server) -> None:
    plain = ask(server, PATHS["csv"], Accept_Encoding="identity")
    packed = ask(server, PATHS["csv"], Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 4
    assert "accept-encoding" in packed.headers["vary"].lower()


@pytest.mark.parametrize("query", BAD, ids=lambda query: query[:40])
@pytest.mark.parametrize("name", ["geojson", "package", "csl"])
def test_bad_query_lists_every_problem(server: Server, query: str, name: str) -> None:
    sent = quote(query, safe="=&%,")
    error = error_of(ask(server, f"{PATHS[name]}?{sent}"), 400)
    assert [problem["field"] for problem in error["problems"]] == BAD[query]
    for problem in error["problems"]:
        assert set(problem) == {"field", "found", "expected"}
        assert all(problem.values())
        assert "\x00" not in problem["found"]
        assert "\u202e" not in problem["found"]


@pytest.mark.parametrize(
    ("code", "said", "expected"),
    [
        ("en", "The query holds 2 values that cannot be understood.", "one of possible, certain"),
        ("fa", "در این پرسش ۲ مقدار هست که فهمیده نمی‌شود.", "یکی از possible، certain"),
        ("fr", "La requête contient 2 valeurs qui ne", "l’une des valeurs possible, certain"),
        ("ar", "في الاستعلام قيمتان غير مفهومتين.", "إحدى القيم possible، certain"),
    ],
)
def test_errors_are_worded_in_the_language_asked_for(
    server: Server, code: str, said: str, expected: str
) -> None:
    query = "certainty=maybe&from=x"
    got = ask(server, f"{PATHS['json']}?{query}&lang={code}", Accept_Language="de")
    error, english = error_of(got, 400), error_of(ask(server, f"{PATHS['json']}?{query}"), 400)
    assert got.headers["content-language"] == code
    assert error["error"].startswith(said)
    assert error["problems"][0]["expected"] == expected
    for name in ("field", "found"):
        assert [one[name] for one in error["problems"]] == [
            one[name] for one in english["problems"]
        ]
    plain = ask(server, f"{PATHS['json']}?{query}", Accept_Language=code)
    assert json.loads(plain.body) == english
    missing = error_of(ask(server, f"/api/nothing?lang={code}"), 404)
    assert (missing["error"] == "There is no '/api/nothing'; /api/ lists what there is.") == (
        code == "en"
    )


@pytest.mark.parametrize("query", STRANGE)
def test_strange_names_are_answered_in_json(server: Server, query: str) -> None:
    error = error_of(ask(server, f"{PATHS['json']}?{query}"), 400)
    assert error["problems"]


def test_many_problems_are_cut_short(server: Server) -> None:
    error = error_of(ask(server, f"{PATHS['json']}?{'x=1&' * 4000}"), 400)
    assert len(error["problems"]) == MAX_PROBLEMS
    assert "4000 values" in error["error"]


@pytest.mark.parametrize(
    "path",
    ["/api/nothing", "/api/places.geojson/", "/api/places", "/api/a/b?c=d", "/api/%E2%80%AE"],
)
def test_unknown_path_is_a_json_404(server: Server, path: str) -> None:
    assert "/api/" in str(error_of(ask(server, path), 404)["error"])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api/", "/api/places.geojson"])
def test_only_reading_is_allowed(server: Server, path: str, method: str) -> None:
    got = ask(server, path, method)
    assert method in str(error_of(got, 405)["error"])
    assert {name.strip() for name in got.headers["allow"].split(",")} == {"GET", "HEAD"}


def test_index_lists_the_files(server: Server) -> None:
    got = ask(server, "/api/")
    assert got.status == 200
    index = json.loads(got.body)
    assert {f"/api/{one['path']}" for one in index["files"]} == set(PATHS.values())
    assert index["dataset_version"]


def test_many_at_once_get_the_same(server: Server) -> None:
    paths = [f"{path}?countries=IR&from=1988" for path in PATHS.values()] * 3
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda path: ask(server, path), paths))
    alone = {path: ask(server, path) for path in paths}
    assert {one.status for one in alone.values()} == {200}
    for path, one in zip(paths, answers, strict=True):
        if one.status == 200:
            assert one.body == alone[path].body
        else:
            assert error_of(one, 429)
            assert one.headers["retry-after"] == str(limits.RETRY_SECONDS)


def requested(method: str = "GET") -> Request:
    headers: list[tuple[bytes, bytes]] = []
    scope = {"type": "http", "method": method, "query_string": b"", "headers": headers}
    return Request({**scope, "client": ("192.0.2.1", 1)})


def test_head_makes_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(api, "content", lambda _data, _query, name: made.append(name) or b"file")
    head = api.file_response("gpkg", requested("HEAD"))
    assert (head.status_code, head.body, made) == (200, b"", [])
    assert api.file_response("gpkg", requested()).body == b"file"
    assert made == ["gpkg"]


def test_client_may_have_no_more_files_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "content", lambda *_asked: b"file")
    with ExitStack() as others:
        for _number in range(limits.MAX_PER_CLIENT):
            others.enter_context(limits.slot("192.0.2.1"))
        with pytest.raises(limits.BusyError):
            api.file_response("csv", requested())
        with limits.slot("192.0.2.2"):
            pass
    assert api.file_response("csv", requested()).body == b"file"


def test_clients_together_may_have_no_more_files_made_at_once() -> None:
    with ExitStack() as others:
        for number in range(limits.MAX_AT_ONCE):
            others.enter_context(limits.slot(f"192.0.2.{number}"))
        with pytest.raises(limits.BusyError), limits.slot("192.0.2.99"):
            pass
    with limits.slot("192.0.2.99"):
        pass


def test_refusal_says_when_to_ask_again() -> None:
    answer = api.busy(requested(), limits.BusyError())
    assert (answer.status_code, answer.headers["retry-after"]) == (429, str(limits.RETRY_SECONDS))
    assert json.loads(answer.body)["error"].startswith("Too many files")
