"""Documents by the label that cites them: `Example Agency 1989`, or by a name alone."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from geo import messages
from geo.criteria import Criteria
from geo.dataset import Dataset
from geo.lookup.authors import documents_alone
from geo.lookup.part_words import said_of
from geo.lookup.pieces import says_nothing, tokens_of
from geo.lookup.question import Offer
from geo.messages import gettext as _
from geo.parameters import allowed_values, read_values, restriction_of
from geo.spelling import words
from geo.wording import capitalised

_Label = tuple[str, tuple[str, ...]]


def read_label(dataset: Dataset, text: str) -> list[Offer]:
    """Return what restricts to the documents of a label that a text is, if it is one.

    A label names an author, or a body among several authors, and may give the year. A name alone,
    also of an outlet, is one where it has several documents; a single one is a suggestion. Words
    of questions may stand before it.

    Examples
    --------
    >>> [offer.changes for offer in read_label(small, "example agency 1989")]
    [{'sources': ('agency-report',)}]
    >>> [offer.parts for offer in read_label(small, "Writer and Helper n.d.")]
    [('As stated by Writer and Helper n.d.', '1 document')]
    >>> read_label(small, "Example Agency 1990")
    []
    """
    found = (_cited(dataset, one) for one in _endings(text))
    stated, ids = next((one for one in found if one[1]), ("", ()))
    if not ids or read_values(Criteria(sources=ids).to_pairs(), dataset)[1]:
        return []  # none, or more than an address holds
    documents = messages.ngettext("{n} document", "{n} documents", len(ids)).format(n=len(ids))
    return [Offer({"sources": ids}, (stated, documents))]


def _cited(dataset: Dataset, text: str) -> _Label:
    """Return what a text that is a label or a name says, and its documents."""
    name, ids = _labels(dataset, messages.code()).get(" ".join(words(text)), ("", ()))
    if ids:
        return capitalised(_("as stated by {source}").format(source=name)), ids
    part = documents_alone(dataset, text)
    return (said_of(part), part.values) if part else ("", ())


def _endings(text: str) -> Iterator[str]:
    """Yield a text, and what is left of it without words that say nothing first."""
    yield text
    tokens = tokens_of(text)
    while tokens and says_nothing(tokens.pop(0)):
        yield " ".join(tokens)


@lru_cache(maxsize=8)
def _labels(dataset: Dataset, _language: str) -> dict[str, _Label]:
    """Return each label as written with its documents, by its folded words, in the language in use.

    Ids stand in the order in which an address has them.
    """
    dated, names = dict[str, _Label](), dict[str, _Label]()
    for source_id in allowed_values(dataset, restriction_of("sources")):
        source = dataset.sources[source_id]
        bodies = [name.family for name in source.authors if name.is_body]
        years = [str(source.year)] if source.year else [_("n.d."), "n.d."]
        _note(names, source_id, [source.author, *bodies])
        _note(dated, source_id, [f"{source.author} {year}" for year in years])
    return {folded: one for folded, one in names.items() if len(one[1]) > 1} | dated


def _note(known: dict[str, _Label], source_id: str, labels: Iterable[str]) -> None:
    """Note a document under the folded words of each of its labels, once."""
    for folded, label in {" ".join(words(label)): label for label in reversed([*labels])}.items():
        first, ids = known.get(folded, (label, ()))
        known[folded] = (first, (*ids, source_id))
