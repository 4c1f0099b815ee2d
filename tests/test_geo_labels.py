"""A citation label that is typed: the documents that it cites."""

import pytest

import geo
from geo.cite.references import attribution
from geo.lookup.labels import read_label
from languages import speaking


def ids_of(data: geo.Dataset, text: str) -> tuple[str, ...]:
    (offer,) = read_label(data, text)
    found: tuple[str, ...] = offer.changes["sources"]
    return found


def test_each_label_gives_all_documents_that_cards_cite_by_it(atlas: geo.Dataset) -> None:
    labels: dict[str, set[str]] = {}
    for name, source in atlas.sources.items():
        labels.setdefault(attribution(source), set()).add(name)
    for label, wanted in labels.items():
        assert wanted <= set(ids_of(atlas, label)), label
    assert set(ids_of(atlas, "justice for iran 2018")) == labels["Justice for Iran 2018"]


def test_name_alone_gives_all_documents_of_an_author(atlas: geo.Dataset) -> None:
    for text in ("Human Rights Watch", "human-rights watch"):
        found = {atlas.sources[name].author for name in ids_of(atlas, text)}
        assert found == {"Human Rights Watch"}
    assert {"abc-333-hamedan", "abc-2020-un-experts"} <= set(
        ids_of(atlas, "Abdorrahman Boroumand Center")
    )


@pytest.mark.parametrize(
    "words", ["statements by {}", "sources: {}", "according to {}", "selon {}"]
)
def test_words_of_questions_may_stand_before_a_label(atlas: geo.Dataset, words: str) -> None:
    for label in ("Justice for Iran 2018", "Human Rights Watch"):
        assert ids_of(atlas, words.format(label)) == ids_of(atlas, label)


@pytest.mark.parametrize(
    "text",
    [
        "not Human Rights Watch",
        "letters of Human Rights Watch",
        "",
        "Montazeri",
        "Justice for",
        "Justice for Iran 1900",
        "2018",
    ],
)
def test_other_text_is_no_label(atlas: geo.Dataset, text: str) -> None:
    """A name of one document is a suggestion already."""
    assert read_label(atlas, text) == []


def test_address_reads_a_label_of_most_documents(atlas: geo.Dataset) -> None:
    query = geo.Filter(sources=ids_of(atlas, "Justice for Iran")).to_query()
    assert geo.Filter.from_query(query, atlas).sources == ids_of(atlas, "Justice for Iran")


def test_label_without_a_year_is_known_in_the_readers_language(atlas: geo.Dataset) -> None:
    english = ids_of(atlas, "Justice for Iran n.d.")
    with speaking("fa", lambda text: "بی‌تا" if text == "n.d." else text):
        assert ids_of(atlas, "Justice for Iran بی‌تا") == english
        assert ids_of(atlas, "Justice for Iran n.d.") == english
