"""The figures that a question for a number asks for, among its readings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard import cached
from dashboard.session import answers, state
from geo import messages
from geo.figures import figure_scopes, has_figures, opening_scope, units
from geo.lookup.question import MAX_OFFERS, Offer
from geo.lookup.suggestions import place_label
from geo.lookup.units import names_unit_alone, units_asked
from geo.messages import gettext as _


def with_figures(offers: Sequence[Offer], text: str) -> Iterator[Offer]:
    """Yield readings, and beside the first of each place or of none the figures, if there are any.

    They stand before a reading that leaves out but what they count, and alone for a text that says
    no more than that.
    """
    data, places = state.everything(), set[str]()
    wanted = units_asked(data, text)
    if all(one.left_out for one in offers) and wanted and names_unit_alone(data, text, wanted[0]):
        offers = _in_unit(wanted[0]) or offers
    for offer in offers:
        place = offer.changes.get("place", "")
        is_known = offer.of_figures or place in places
        figures = None if is_known else _figures(offer, wanted)
        if figures is None:
            yield offer
            continue
        places.add(place)
        yield from sorted((offer, figures), key=lambda one: len(one.left_out))


def _in_unit(unit: str) -> list[Offer]:
    """Return the figures in a unit: those of events, or else of the places with most of them."""
    found = cached.selection(answers.with_answer({"place": ""}), state.everything())
    counts = {one: units(found, one).get(unit, 0) for one in ("", *figure_scopes(found))}
    most = sorted(filter(counts.__getitem__, counts), key=lambda one: -counts[one])
    scopes = [""] if counts[""] else most[:MAX_OFFERS]
    return [Offer({"place": one}, (), of_figures=True, unit=unit) for one in scopes]


def _figures(offer: Offer, wanted: Sequence[str]) -> Offer | None:
    """Return the figures of a reading, in the first unit of some that it has; None without any."""
    data = state.everything()
    changes = {"place": "", **offer.changes}  # those of a card that is open are not asked for
    asked = answers.with_answer(changes)
    found = cached.selection(asked, data).among(asked.place)
    if not has_figures(found, asked.place):
        return None
    scopes = {unit: asked.place or opening_scope(found, unit) for unit in wanted}
    unit = next((one for one, scope in scopes.items() if one in units(found, scope)), "")
    is_whole = bool(unit) and names_unit_alone(data, " ".join(offer.left_out), unit)
    left_out = () if is_whole else offer.left_out
    return replace(offer, changes=changes, of_figures=True, unit=unit, left_out=left_out)


def words_of_figures(offer: Offer) -> tuple[str, ...]:
    """Say what figures are offered: in which unit, if it is asked for, and about what."""
    data, parts = state.everything(), offer.parts
    if offer.changes.keys() == {"place"}:
        place = offer.changes["place"]
        parts = (place_label(data, place),) if place else ()
    unit = [data.codes.label("figure_unit", offer.unit, messages.code())] if offer.unit else []
    return (_("Figures that sources give"), *unit, *parts)
