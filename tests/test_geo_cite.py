"""Short attributions and full references."""

import pytest

import geo
from datasets import SOURCES
from geo.cite.references import attribution, reference
from geo.sources import from_item


@pytest.mark.parametrize(
    ("source_id", "locator", "words"),
    [
        ("agency-report", "", "Example Agency 1989"),
        ("agency-report", "p. 34", "Example Agency 1989, p. 34"),
        ("live-report", 'entry "1742: Paris"', 'Example Association 2018, entry "1742: Paris"'),
        ("memoir", "ch. 3", "Writer and Helper n.d., ch. 3"),
        ("paper-copy", "para 2", "The Paper 1989, para 2"),
    ],
)
def test_attribution_is_author_year_and_locator(
    small: geo.Dataset, source_id: str, locator: str, words: str
) -> None:
    assert attribution(small.sources[source_id], locator) == words


def test_reference_follows_the_document_and_not_its_id() -> None:
    before = from_item(SOURCES[0])
    after = from_item({**SOURCES[0], "title": "Another title"})
    assert "Agency report" in reference(before)
    assert "Another title" in reference(after)
    assert "Agency report" in reference(before)


def test_markup_in_a_title_stays_text() -> None:
    text = reference(from_item({**SOURCES[0], "title": "Tom & Jerry < 5"}))
    assert "Tom & Jerry < 5" in text
