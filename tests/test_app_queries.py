"""The page counts what an independent reading of the data files counts, for every saved query."""

from urllib.parse import parse_qsl

import pytest

from datasets import ALL_PLACES, ALL_STATEMENTS
from pages import html, open_main
from recount import QUERIES, answer


@pytest.mark.sample("query", QUERIES, 5)
def test_page_counts_what_the_files_hold(query: str) -> None:
    app = open_main(**dict(parse_qsl(query)))
    assert not app.warning
    found = answer(query)
    page = html(app)
    assert f"<b>{len(found.places)}</b> of {ALL_PLACES} places shown" in page
    statements = len(found.claims) + len(found.milestones)
    assert f"<b>{statements}</b> of {ALL_STATEMENTS} statements shown" in page
