"""Questions on which sources differ, as the pages show them."""

import re
from dataclasses import replace

from browser import ROOT
from dashboard.card.contents import contents
from dashboard.templates import macros
from geo import Dataset
from geo.conflicts import Conflict, Side, touching
from hostile import HOSTILE
from pages import html, offer, run

CARD = macros("card/card.html")


def test_every_statement_of_a_conflict_is_cited(atlas: Dataset) -> None:
    for conflict in atlas.conflicts:
        listed = CARD.conflict_list([conflict], atlas)
        stated = sum(len(side.claim_ids) for side in conflict.sides)
        assert listed.count("<cite") == stated, conflict.conflict_id
        assert listed.count("<li>") == stated + len(conflict.sides)
        assert conflict.question in listed


def test_copy_on_a_side_names_its_origin(atlas: Dataset) -> None:
    (conflict,) = (one for one in atlas.conflicts if one.conflict_id == "khavaran-first-finds")
    assert "repeats PMOI/MEK" in CARD.conflict_list([conflict], atlas)


def test_words_of_a_conflict_stay_text(small: Dataset) -> None:
    sides = (Side(HOSTILE, ("alpha-prison-01",)), Side("x", ("alpha-prison-04",)))
    odd = replace(small, conflicts=(Conflict("odd", HOSTILE, sides),))
    shown = CARD.differing(odd.conflicts, odd)
    shown += CARD.claim_card("alpha-prison-01", odd.claims.loc["alpha-prison-01"], odd)
    assert shown.count("&lt;script&gt;") == 3
    assert "<script" not in shown


def test_statement_without_a_conflict_says_nothing_of_one(small: Dataset) -> None:
    card = CARD.claim_card("alpha-prison-02", small.claims.loc["alpha-prison-02"], small)
    assert "differs" not in card


def test_card_of_a_place_shows_the_conflicts_it_touches(atlas: Dataset) -> None:
    page = html(run("card.panel", "place=khavaran-cemetery"))
    of_place = atlas.claims.index[atlas.claims["place_id"] == "khavaran-cemetery"]
    touched = touching(atlas.conflicts, of_place)
    assert len(touched) > 1
    for conflict in touched:
        cards, block = page.split('id="card-conflicts"')
        assert block.count(f"<bdi>{conflict.question}</bdi>") == 1
        on_place = set(conflict.claim_ids) & set(of_place)
        assert cards.count(f"<bdi>{conflict.question}</bdi>") == len(on_place)


def test_card_counts_figures_and_conflicts_of_what_is_shown(atlas: Dataset) -> None:
    claims = atlas.claims[atlas.claims["place_id"] == "khavaran-cemetery"]
    late = claims["earliest"] > "2005-01-01"
    inside, outside = claims.index[late], claims.index[~late]
    parts, every = (
        contents(claims, *ids, atlas)
        for ids in ((inside, outside), (claims.index, claims.index[:0]))
    )
    assert {name for group in parts.figures for name in group.claim_ids} <= set(inside)
    assert 0 < parts.count_of_figures < every.count_of_figures
    assert parts.conflicts == touching(atlas.conflicts, inside)
    both = [*parts.conflicts, *parts.conflicts_of_rest]
    assert len(parts.conflicts) < len(both) == len(every.conflicts)
    page = CARD.statements_of_place(parts, claims, atlas)
    for conflict in every.conflicts:
        assert page.count(f'id="conflict-{conflict.conflict_id}"') == 1
    alone = contents(claims, claims.index[:0], claims.index, atlas)
    assert (alone.figures, alone.conflicts) == (every.figures, every.conflicts)


def test_marks_statements_of_an_event_show_its_conflicts() -> None:
    ids = ("milestone-audio-2016-02", "milestone-audio-2016-04")
    page = html(offer(run("card.panel"), *ids))
    assert "On what day was the recording of Montazeri published?" in page


def test_figures_show_the_conflicts_they_touch(atlas: Dataset) -> None:
    page = html(run("figures.page"))
    questions = re.findall(r"<summary><bdi>(.*?)</bdi>", page)
    assert "How many political prisoners were executed in 1988?" in questions
    assert "In how many cities were prisoners executed?" in questions
    assert "How large is the burial ground at Khavaran?" not in questions


def test_about_lists_every_conflict_those_on_events_first(atlas: Dataset) -> None:
    page = html(run("about.page"))
    listed = page[page.index('<div class="conflicts">') :]
    questions = re.findall(r"<summary><bdi>(.*?)</bdi>", listed)
    assert sorted(questions) == sorted(one.question for one in atlas.conflicts)
    on_places = [set(one.claim_ids) <= set(atlas.claims.index) for one in atlas.conflicts]
    named = dict(zip((one.question for one in atlas.conflicts), on_places, strict=True))
    assert [named[one] for one in questions] == sorted(on_places)


def test_no_page_lists_conflicts_in_code() -> None:
    """What sources differ on is data: an id of a statement in the code would be a second list."""
    numbered = re.compile(r"[\"'](milestone|khavaran|evin)-[a-z0-9-]+-\d\d[\"']")
    for path in (ROOT / "dashboard").rglob("*.py"):
        assert not numbered.search(path.read_text("utf-8")), path.name
