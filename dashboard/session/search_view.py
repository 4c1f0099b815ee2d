"""The view of the map after a search, where it does not show what was found."""

import pandas as pd

from dashboard.session import map_command, state, visit
from dashboard.session.interruption import uninterrupted


@uninterrupted()
def turn_map(places: pd.DataFrame) -> None:
    """Turn a map that does not show what is newly asked for to it, and back once it is not.

    A link that says where the map is, and a reader who moved it, have the last word.

    Parameters
    ----------
    places
        What is shown, with `lat` and `lon` in degrees (WGS84).
    """
    known, query = visit.now(), state.current_filter()
    asked = query.cities, query.countries, query.q
    if asked == known.looked_for or state.presentation().is_full_window:
        return
    is_linked = known.looked_for is None and state.view() is not None
    command = None if is_linked else map_command.to_found(query, places)
    if command is None and known.is_turned and not any(asked) and state.view() is None:
        command = map_command.home()
    is_turned = bool(any(asked) and (command or known.is_turned))
    visit.note(looked_for=asked, is_turned=is_turned)
    if command is not None:
        visit.note(command=command)
