"""What a presentation says, as HTML: whatever it is given stays text."""

import re

import pytest

from dashboard.look import SHAPES, Look
from dashboard.templates import macros
from geo.loading import shipped
from hostile import HOSTILE, TAGS

TEMPLATE = macros("present/present.html")
DESK = Look(shipped().subject)


def test_script_reads_what_is_set_and_nothing_else() -> None:
    found = TEMPLATE.script_data(
        {"mode": "present", "kiosk": 0, "room": "", "ids": None, "pace": 1.5}
    )
    assert found == '<div class="atlas-present" data-mode="present" data-pace="1.5"></div>'


def test_values_for_the_script_are_escaped() -> None:
    found = TEMPLATE.script_data({"shown": HOSTILE})
    assert not TAGS.search(found)
    assert found.count('"') == 4


def test_words_are_escaped_wherever_they_stand() -> None:
    for found, count in (
        (TEMPLATE.telling(HOSTILE, HOSTILE, HOSTILE), 3),
        (TEMPLATE.sources_footer({f"{HOSTILE}{n}": 1 for n in range(8)}, HOSTILE), 7),
        (TEMPLATE.notes_list([(HOSTILE, HOSTILE, HOSTILE, HOSTILE)], shipped()), 3),
    ):
        assert not TAGS.search(found)
        assert found.count("&lt;script&gt;") == count


def test_step_without_a_text_has_no_empty_paragraph() -> None:
    found = TEMPLATE.telling("Next", "Title", "").strip()
    assert found == '<p class="above">Next</p><h2><bdi>Title</bdi></h2>'
    assert '<p class="told" dir="ltr"><bdi>Words</bdi></p>' in TEMPLATE.telling(
        "Next", "Title", "Words"
    )


def test_frame_begins_with_a_capital_where_its_date_has_none() -> None:
    """French writes its months small: a slide was called "janvier 1980"."""
    assert "<h2><bdi>Janvier 1980</bdi></h2>" in TEMPLATE.telling("", "janvier 1980")
    found = TEMPLATE.played("janvier 1980 : 3 énoncés", "mars 1980 : aucun énoncé")
    assert ">Janvier 1980 :" in found
    assert ">Mars 1980 :" in found


def test_persian_title_keeps_its_direction() -> None:
    assert '<h2><span lang="fa" dir="rtl">زندان اوین</span></h2>' in TEMPLATE.telling(
        "", "زندان اوین", ""
    )


@pytest.mark.parametrize("look", [DESK, Look(DESK.subject, is_dark=True)])
def test_key_names_the_layers_that_are_shown(look: Look) -> None:
    found = TEMPLATE.marks_key({"prison": 3, "burial_site": 0, "commemoration": 12}, look)
    assert lines(found) == ["Prisons 3", "Commemoration cities 12"]
    assert found.count("<img") == 2
    prison, burial_site, commemoration = look.subject.layers
    for layer in (prison, commemoration):
        assert look.colour(layer).replace("#", "%23") in found
        assert SHAPES[layer.shape].split("H")[0].split("A")[0].replace(" ", "%20") in found
    assert look.colour(burial_site).replace("#", "%23") not in found
    assert "Hollow marks: not the place itself, mostly the centre of a city" in found


def test_key_of_a_step_tells_its_places_from_those_of_the_period() -> None:
    counts = {"prison": 29, "burial_site": 4}
    found = TEMPLATE.marks_key(counts, DESK, {"prison": 2})
    assert lines(found) == ["Prisons 29, 2 told of here", "Reported burial sites 4"]
    assert 'data-words="{seen} of {n} in view"' in found


def lines(key: str) -> list[str]:
    """Read what a key says of each layer."""
    found = re.findall(r"<span data-layer=[^>]*>(.*?)</span>", key)
    return [re.sub(r"<[^>]*>", "", line).strip() for line in found]


@pytest.mark.parametrize("counts", [{}, {"prison": 0, "burial_site": 0, "commemoration": 0}])
def test_map_without_marks_has_no_key(counts: dict[str, int]) -> None:
    assert TEMPLATE.marks_key(counts, DESK) == ""


@pytest.mark.parametrize(
    ("count", "head", "named", "rest"),
    [
        (1, "Source:", 1, ""),
        (2, "Sources:", 2, ""),
        (7, "Sources:", 7, ""),  # one more takes no more room than saying so
        (8, "Sources:", 6, "and 2 more sources"),
        (20, "Sources:", 6, "and 14 more sources"),
    ],
)
def test_footer_names_the_first_sources_and_counts_the_rest(
    count: int, head: str, named: int, rest: str
) -> None:
    found = TEMPLATE.sources_footer(
        {f"Source {n}": 1 for n in range(1, count + 1)}, ", listed elsewhere"
    )
    assert f"<b>{head}</b>" in found
    said = re.findall(r"<cite><bdi>(.*?)</bdi></cite>", found)
    assert said == [f"Source {n}" for n in range(1, named + 1)]
    assert re.findall(r"and \d+ more sources?", found) == ([rest] if rest else [])
    assert ("listed elsewhere" in found) is bool(rest)


def test_footer_names_what_documents_share_once() -> None:
    documents = {"Agency 1989": 2} | {f"Source {n}": n for n in range(1, 8)}
    found = TEMPLATE.sources_footer(documents)
    assert found.count("Agency 1989") == 1
    assert (
        "<cite><bdi>Agency 1989</bdi> (2 documents)</cite>; <cite><bdi>Source 1</bdi></cite>"
        in found
    )
    assert "and 13 more sources" in found


def test_footer_without_sources_says_so() -> None:
    found = TEMPLATE.sources_footer({}, ", listed elsewhere")
    assert "no source is cited" in found
    assert "<cite>" not in found


def test_notes_name_source_and_remark_of_each_statement() -> None:
    found = TEMPLATE.notes_list(
        [("It says this.", "", "Agency 1989, p. 1", ""), ("That.", "", "Memoir", "Undated.")],
        shipped(),
    )
    assert found.count("<li>") == found.count("<cite>") == 2
    assert re.findall(r'class="notes" dir="ltr"><bdi>(.*?)</bdi>', found) == ["Undated."]
