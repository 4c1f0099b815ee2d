"""Translations of summaries in columns beside them: read, checked, and no part of a record."""

import hashlib
from pathlib import Path

import pytest

import geo
from datasets import CLAIMS, DATA, SECOND_SUBJECT, Put, lines, rows_of, write_table
from exports import exported, zip_member
from geo.check.folder import check_folder
from geo.check.translations import numbers
from geo.export import FORMATS
from geo.history.changes import changes_of_view
from geo.history.snapshots import check_releases, read_release
from geo.loading import CONTENT_FILES, content_hash
from geo.lookup import exact

FIRST, SECOND = "alpha-prison-01", "alpha-prison-02"
SUMMARY = CLAIMS[0]["summary"]
SAID = {"summary_fr": "La source dit cela dans alpha-prison-01.", "translation": "unreviewed"}
TRANSLATED = ("claims.csv", "milestones.csv")


def translate(folder: Path, cells: dict[str, dict[str, str]]) -> Path:
    """Give the claims of a small folder the columns of translations, filled for some."""
    rows = [{**row, **cells.get(row["claim_id"], {})} for row in rows_of("claims.csv", folder)]
    write_table(folder / "claims.csv", rows)
    return folder


def test_summary_has_its_words_and_its_status(small_folder: Path) -> None:
    data = geo.load(translate(small_folder, {FIRST: SAID}))
    assert data.translations["fr"][SUMMARY] == SAID["summary_fr"]
    assert data.translations["ar"] == {}
    assert list(data.claims["translation"][:2]) == ["unreviewed", ""]


def test_column_goes_before_a_catalogue(small_folder: Path) -> None:
    """Its status would be said of words that are not shown."""
    translate(small_folder, {FIRST: SAID})
    (small_folder / "translations").mkdir()
    catalogue = f'msgid ""\nmsgstr ""\n\nmsgid "{SUMMARY}"\nmsgstr "Autrement : 01."\n'
    (small_folder / "translations" / "fr.po").write_text(catalogue, "utf-8")
    assert geo.load(small_folder).translations["fr"][SUMMARY] == SAID["summary_fr"]


STATUS_NEEDED = "nothing; expected a code, since the summary is translated"
FAULTS = {
    "no status": ({"translation": ""}, "translation", STATUS_NEEDED),
    "no translation": (
        {"summary_fr": ""},
        "translation",
        "'unreviewed'; expected nothing, since the summary is not translated",
    ),
    "unknown status": (
        {"translation": "read"},
        "translation",
        "'read'; expected one of reviewed, unreviewed",
    ),
    "other numbers": (
        {"summary_fr": "La source dit cela dans alpha-prison-02."},
        "summary_fr",
        "the numbers 02; expected 01",
    ),
    "numbers lost": (
        {"summary_fr": "La source dit cela."},
        "summary_fr",
        "the numbers none; expected 01",
    ),
    "markup": ({"summary_fr": "La source <b> 01."}, "summary_fr", "HTML '<b> 01.'; expected"),
    "a space": ({"summary_fr": " La source 01."}, "summary_fr", "white space around"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_named(small_folder: Path, name: str) -> None:
    cells, column, said = FAULTS[name]
    (line,) = lines(translate(small_folder, {FIRST: SAID | cells}))
    assert line.startswith(f"claims.csv:2 ({FIRST}) {column}: {said}")


def test_persian_digits_are_the_same_numbers(small_folder: Path) -> None:
    words = {"summary_fa": "منبع این را در alpha-prison-۰۱ می‌گوید.", "translation": "reviewed"}
    assert lines(translate(small_folder, {FIRST: words})) == []


def test_same_summary_has_the_same_translation_in_all_rows(small_folder: Path) -> None:
    """The row without one was shown translated as well, and without a status."""
    same = {"summary": SUMMARY}
    translate(small_folder, {FIRST: SAID, SECOND: same | SAID})
    assert lines(small_folder) == []
    translate(small_folder, {FIRST: SAID, SECOND: same | {"summary_fr": "", "translation": ""}})
    assert lines(small_folder) == [
        f"claims.csv:3 ({SECOND}) summary_fr: nothing; expected '{SAID['summary_fr']}', "
        f"as the same summary has in {FIRST}",
        f"claims.csv:3 ({SECOND}) translation: nothing; expected 'unreviewed', "
        f"as the same summary has in {FIRST}",
    ]


def test_folder_without_the_columns_and_their_codes_is_valid(small_folder: Path) -> None:
    codes = [row for row in rows_of("codes.csv", small_folder) if row["field"] != "translation"]
    write_table(small_folder / "codes.csv", codes)
    assert lines(small_folder) == lines(SECOND_SUBJECT) == []
    assert list(geo.load(small_folder).claims["translation"].unique()) == [""]
    (line,) = lines(translate(small_folder, {FIRST: SAID}))
    assert "a code of translation, of which codes.csv has none" in line


def test_columns_stand_last(small_folder: Path, put: Put) -> None:
    translate(small_folder, {})
    put("claims.csv", "notes,summary_ar", "summary_ar,notes")
    (line,) = lines(small_folder)
    assert line.startswith("claims.csv:1 (-) header: columns in another order; expected claim_id,")


def test_translation_changes_no_record(released: Path) -> None:
    before = geo.load(released)
    data = geo.load(translate(released, {FIRST: SAID}))
    content, problems = check_folder(released)
    assert problems == check_releases(released, content) == []
    assert data.content_hash == before.content_hash
    assert changes_of_view(geo.Filter().select(data), released, "0.1.0") == []
    columns = read_release(released, "0.1.0").columns["claims.csv"]
    assert columns == tuple(CLAIMS[0])


def test_content_hash_is_that_of_the_bytes_without_the_columns(small_folder: Path) -> None:
    digest = hashlib.sha256()
    for name in sorted(CONTENT_FILES):
        digest.update(name.encode() + b"\0" + (small_folder / name).read_bytes() + b"\0")
    assert content_hash(small_folder) == digest.hexdigest()
    assert content_hash(translate(small_folder, {FIRST: SAID})) == digest.hexdigest()
    other = {"notes": 'A note, of "two" parts.'}
    assert content_hash(translate(small_folder, {FIRST: SAID | other})) != digest.hexdigest()


def test_files_are_the_same_with_and_without_translations(small_folder: Path) -> None:
    before = geo.load(small_folder)
    files = {name: exported(before, name) for name in FORMATS}
    after = geo.load(translate(small_folder, {FIRST: SAID}))
    assert [name for name in FORMATS if exported(after, name) != files[name]] == ["package"]
    table = zip_member(exported(after, "package"), "claims.csv")
    assert table == (small_folder / "claims.csv").read_bytes()


def test_shipped_translations_stand_in_columns(atlas: geo.Dataset) -> None:
    """Eighty summaries in three languages, and none of them in a catalogue."""
    texts = {"ar": 0, "fa": 0, "fr": 0}
    for code in texts:
        rows = [row for name in TRANSLATED for row in rows_of(name) if row[f"summary_{code}"]]
        pairs = {row["summary"]: row[f"summary_{code}"] for row in rows}
        texts[code] = len(pairs)
        catalogue = (DATA / "translations" / f"{code}.po").read_text("utf-8")
        assert [text for text in pairs if f'msgid "{text}"' in catalogue] == []
        assert {text: atlas.translations[code][text] for text in pairs} == pairs
        assert [one for one in pairs.items() if numbers(one[0]) != numbers(one[1])] == []
        assert {row["translation"] for row in rows} == {"unreviewed"}
    assert texts == {"ar": 80, "fa": 80, "fr": 80}


def test_search_finds_every_summary_by_its_words_in_each_language(atlas: geo.Dataset) -> None:
    missed = [
        (record_id, code)
        for table, holding in (
            (atlas.claims, exact.claims_saying),
            (atlas.milestones, exact.milestones_holding),
        )
        for code in ("ar", "fa", "fr")
        for at, (record_id, said) in enumerate(table[f"summary_{code}"].items())
        if said and not holding(atlas, " ".join(said.split()[:9]))[at]
    ]
    assert missed == []
