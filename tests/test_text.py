"""Values of the data as HTML: whatever they hold, they stay text."""

import ast
import re
from dataclasses import replace
from gettext import NullTranslations

import pytest
from markupsafe import escape

from browser import ROOT
from dashboard import i18n
from dashboard.escaping import direction, isolate, link, names, plain, quoted, safe, titled
from dashboard.shell.precision_key import precision_key
from dashboard.templates import macros
from geo import Dataset, messages
from geo.cite.references import attribution
from hostile import HOSTILE, TAGS
from languages import speaking

CARD = macros("card/card.html")
SOURCES = macros("sources/sources.html")
TEMPLATE = macros("present/present.html")
ACTIVITY = macros("activity/activity.html")
RECORDS = macros("records/records.html")


NO_LINKS = "javascript:alert(1) data:text/html,x //host/x ftp://host/x http:// http://[bad"


@pytest.mark.parametrize("url", [*NO_LINKS.split(), "", "x y"])
def test_only_http_becomes_a_link(url: str) -> None:
    assert link(url, "a & b") == "a &amp; b"


def test_name_within_words_keeps_its_direction_to_itself() -> None:
    assert isolate("8 (2008) خاوران. 8 March", "خاوران", "fa") == (
        '8 (2008) <span lang="fa" dir="rtl">خاوران</span>. 8 March'
    )
    assert isolate("<b>", "", "fa") == isolate("<b>", "خاوران", "fa") == "&lt;b&gt;"


TITLES = {
    ("Massaker Gedenken", "de"): '<bdi lang="de" dir="ltr">Massaker Gedenken</bdi>',
    ("تدمير كامل", "ar"): '<span lang="ar" dir="rtl">تدمير كامل</span>',
    ("[Exhibitions]", "ar"): '<bdi lang="en" dir="ltr">[Exhibitions]</bdi>',
    ("Une exposition", "fr"): '<bdi lang="fr" dir="ltr">Une exposition</bdi>',
    ("[Exposition]", "fr"): '<bdi lang="en" dir="ltr">[Exposition]</bdi>',
    ("گوهردشت", ""): '<span lang="fa" dir="rtl">گوهردشت</span>',
}


@pytest.mark.parametrize("title", TITLES)
def test_title_is_marked_with_the_language_of_its_document(title: tuple[str, str]) -> None:
    """German titles were marked as English, and Arabic ones as Persian."""
    with speaking("fa"):
        assert titled(*title) == TITLES[title]


def test_words_of_a_summary_are_marked_as_english() -> None:
    summary = "It says several thousand were held, about 20 of them women."
    with speaking("fr"):
        assert quoted("Personnes : about 20", "about 20", summary) == (
            'Personnes : <bdi lang="en" dir="ltr">about 20</bdi>'
        )
        assert quoted("environ 20", "environ 20", summary) == "environ 20"
        assert quoted("20", "20", summary) == "20"
    assert quoted("several thousand", "several thousand", summary) == "several thousand"


def test_link_is_escaped_and_leads_out() -> None:
    found = link('https://example.org/?a=1&b="2"', "<b>")
    assert found.startswith('<a href="https://example.org/?a=1&amp;b=&#34;2&#34;" ')
    assert 'rel="noopener noreferrer"' in found
    assert "&lt;b&gt;" in found


def test_name_keeps_its_own_direction() -> None:
    assert names("Evin <i>") == "<bdi>Evin &lt;i&gt;</bdi>"
    assert names("زندان اوین") == '<span lang="fa" dir="rtl">زندان اوین</span>'
    assert names("Prisons, with “اوین”") == "<bdi>Prisons, with “اوین”</bdi>"
    assert names("«خاوران» (Khavaran)").startswith('<span lang="fa" dir="rtl">')


def test_words_from_right_to_left_bear_their_own_language() -> None:
    exhibition = "معرض في بلدية"
    assert names(exhibition) == f'<span lang="ar" dir="rtl">{exhibition}</span>'
    said = {"Prisons": "سجون", "Urmia": "أرومية"}
    messages.use(messages.Language("ar", NullTranslations(), said))
    found = [names(text) for text in ("Prisons", "سجون", "أرومية", "زندان اوین")]
    messages.use(messages.ENGLISH)
    assert found == [
        '<bdi dir="rtl">سجون</bdi>',
        '<bdi dir="rtl">سجون</bdi>',  # as a table holds it
        '<bdi dir="rtl">أرومية</bdi>',
        '<span lang="fa" dir="rtl">زندان اوین</span>',
    ]


def test_text_in_a_page_from_right_to_left_runs_as_its_own_language_does(small: Dataset) -> None:
    said = {"JVMI says so.": "JVMI چنین می‌گوید."}
    messages.use(messages.Language("fa", NullTranslations(), said))
    found = [(direction(text), names(text)) for text in ("JVMI says so.", "Undated.", "بی‌تاریخ")]
    notes = TEMPLATE.notes_list([("Undated.", "", "Agency 1989", "")], small)
    row = {"summary": "Undated.", "translation": ""}
    table = RECORDS.value("summary", row, "", {}, small)
    footer = TEMPLATE.sources_footer({"Agency 1989": 1, "Memoir": 1})
    years = names("۱۹۸۸ (۱۳۶۶–۱۳۶۷)")
    slide = TEMPLATE.end_slide("Overview", {}, "CC0, https://example.org/cc0/", "1.0.0")
    messages.use(messages.ENGLISH)
    english = '<bdi lang="en" dir="ltr">Undated.</bdi>'
    assert found == [
        ("rtl", '<bdi dir="rtl">JVMI چنین می‌گوید.</bdi>'),
        ("ltr", english),
        ("rtl", '<span lang="fa" dir="rtl">بی‌تاریخ</span>'),
    ]
    note = '<bdi class="language-note">(انگلیسی)</bdi>'
    assert f'<p dir="ltr">{english} {note}</p>' in notes
    assert table == f'<div dir="ltr">{english} {note}</div>'
    assert footer.count('<cite><bdi lang="en" dir="ltr">') == 2
    assert years == '<bdi dir="rtl">۱۹۸۸ (۱۳۶۶–۱۳۶۷)</bdi>'
    assert '<bdi lang="en" dir="ltr">CC0, https://example.org/cc0/</bdi>' in slide


def test_parts_of_citations_keep_their_direction_on_a_page_from_right_to_left(
    atlas: Dataset,
) -> None:
    """A number at the head of a Latin name went to its end, and names of a list out of order."""
    german, persian = (
        atlas.sources[source_id] for source_id in ("difmehr-2010-koln", "8mars-2008-espoo")
    )
    undated = next(source for source in atlas.sources.values() if not source.year)
    repeated = (german.source_id, undated.source_id)
    repeating = replace(german, derived_from=repeated)
    titles = ["Number executed", "Reported handling"]
    events = [("?event=x", title) for title in titles]
    i18n.activate("fa")
    first = attribution(german)
    linked = ACTIVITY.document_list([(german, [""])])
    cards = [SOURCES.source_card(one, atlas, (), events) for one in (persian, repeating)]
    names = [attribution(atlas.sources[source_id]) for source_id in repeated]
    messages.use(messages.ENGLISH)
    assert first[0].isdigit()
    assert f"<bdi>{first}</bdi>" in linked
    assert '<p class="reference" dir="ltr">' in cards[0]
    assert ' (2008) <span lang="fa" dir="rtl">' in cards[0]
    assert all(f'<bdi lang="en" dir="ltr">{title}</bdi>' in cards[0] for title in titles)
    assert all(f"\u2068{escape(name)}\u2069" in cards[1] for name in names)


def test_claim_card_escapes_every_field(atlas: Dataset) -> None:
    claim = atlas.claims.loc["evin-prison-12"].copy()
    for field in ("summary", "locator", "notes"):
        claim[field] = HOSTILE
    card = CARD.claim_card("evin-prison-12", claim, atlas, title=HOSTILE)
    assert not TAGS.search(card)
    assert card.count("&lt;script&gt;") == 4


def test_place_card_escapes_every_field(atlas: Dataset) -> None:
    place = atlas.places.loc["evin-prison"].copy()
    for field in ("name", "name_fa", "alt_names", "locality", "region", "notes"):
        place[field] = HOSTILE
    assert not TAGS.search(CARD.heading(place, atlas))
    assert not TAGS.search(CARD.point(place, atlas))


def test_source_card_escapes_the_reference(atlas: Dataset) -> None:
    source = atlas.sources["wikipedia-evin-prison"]
    hostile = replace(source, item={**source.item, "title": HOSTILE, "URL": "javascript:x"})
    card = SOURCES.source_card(hostile, atlas, *2 * ([("/?place=x", HOSTILE)],))
    assert not TAGS.search(card)
    assert 'href="javascript' not in card


def test_download_link_carries_the_query_escaped() -> None:
    found = macros("shell/shell.html").download_links(
        [("CSV", "claims.csv")], "q=%22&layers=prison"
    )
    assert 'href="api/claims.csv?q=%22&amp;layers=prison"' in found


def test_markdown_is_taken_as_text() -> None:
    assert plain("![x](y) **b** `c` :red[d] $e$") == (
        r"\!\[x\]\(y\) \*\*b\*\* \`c\` \:red\[d\] \$e\$"
    )


def test_words_for_plotly_keep_quotation_marks() -> None:
    assert safe('<b> "x" & y') == '&lt;b&gt; "x" &amp; y'
    # Drawn by Chromium, the first digit of a number stood behind the words after it.
    assert safe("۴۸ گزاره") == "\u200f۴۸ گزاره"
    assert safe("گزاره ۴۸") == "گزاره ۴۸"
    assert safe("48 statements") == "48 statements"


def test_key_goes_from_the_most_to_the_least_precise(atlas: Dataset) -> None:
    key = precision_key(atlas)
    assert "Hollow: known no closer than its row says." in key
    words = re.findall(r"<b>(.*?)\.</b>", key)
    assert words == ["Site", "Part of a site", "City", "Area"]


@pytest.mark.parametrize(
    ("source_id", "doubt"),
    [
        ("seed-003-rome-conference-2025", "Author and publisher unknown"),
        ("seed-004-call-for-justice", "Publisher not confirmed"),
        ("afp-2021-bahai-mass-grave", "the attribution to AFP looks altered"),
        ("press-2022-rastyad", "The original is inferred to be NRC"),
    ],
)
def test_doubt_that_a_short_name_leaves_out_stands_on_the_source(
    atlas: Dataset, source_id: str, doubt: str
) -> None:
    source = atlas.sources[source_id]
    assert len(source.author) < 30
    assert doubt in SOURCES.source_card(source, atlas, [])


def test_translations_stay_text(atlas: Dataset) -> None:
    with speaking("en", "<script>{}".format):
        card = str(CARD.documents(12, 9, 5) + CARD.point(atlas.places.loc["evin-prison"], atlas))
    assert not TAGS.search(card)
    assert "&lt;script&gt;{n}" not in card
    assert card.count("&lt;script&gt;") > 4


def test_html_is_made_in_templates_alone() -> None:
    """Markup put together from f-strings is safe only as long as nobody forgets to escape."""
    tag = re.compile(r"<(a|article|button|cite|div|h\d|img|li|ol|p|section|table|td|tr|ul)[ >]")
    for path in (ROOT / "dashboard").rglob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        strings = [ast.unparse(node) for node in nodes if isinstance(node, ast.JoinedStr)]
        assert not [string for string in strings if tag.search(string)], path


def test_document_without_an_address_says_where_it_was_read(atlas: Dataset) -> None:
    """Three looked like any other, but that nothing opened."""
    lacking = [one for one in atlas.sources.values() if not one.url]
    assert lacking
    for source in lacking:
        said = f"no public address; what was read: <bdi>{escape('; '.join(source.read_at))}</bdi>"
        assert said in macros("sources/sources.html").source_card(source, atlas, [])
        claims = atlas.claims[atlas.claims["source_id"] == source.source_id]
        events = atlas.milestones[atlas.milestones["source_id"] == source.source_id]
        for claim_id, claim in [*claims.iterrows(), *events.iterrows()]:
            assert said in macros("card/card.html").claim_card(claim_id, claim, atlas)
        row = {"source_id": source.source_id, "locator": "", "publisher_kind": "", "checked": ""}
        row |= {"notes": "", "claim_id": ""}
        assert said in macros("records/records.html").whole(row, atlas)
    known = next(one for one in atlas.sources.values() if one.url)
    assert "no public address" not in macros("sources/sources.html").source_card(known, atlas, [])
