"""The page counts what an independent reading of the data files counts, for every saved query."""

from urllib.parse import parse_qsl

import pytest

from browser import ROOT
from datasets import ALL_PLACES, ALL_STATEMENTS
from pages import html, open_main
from recount import answer

QUERIES = [
    line
    for line in (ROOT / "tests" / "queries.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("query", QUERIES)
def test_page_counts_what_the_files_hold(query: str) -> None:
    app = open_main(**dict(parse_qsl(query)))
    assert not app.warning
    found = answer(query)
    page = html(app)
    assert f"<b>{len(found.places)}</b> of {ALL_PLACES} places shown" in page
    statements = len(found.claims) + len(found.milestones)
    assert f"<b>{statements}</b> of {ALL_STATEMENTS} statements shown" in page
