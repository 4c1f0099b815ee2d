"""The prose of the about page."""

from geo.messages import gettext as _


def principles() -> list[tuple[str, list[str]]]:
    """Return the sections on what the atlas is, with their paragraphs, as Markdown."""
    return [
        (
            _("What it is not"),
            [
                _(
                    "It is not a finding of fact. It does not decide who is right, does"
                    " not add figures up, and does not choose among dates. Where "
                    "sources disagree, their statements stand side by side."
                ),
                _(
                    "It is not complete. A place without statements of a kind is a "
                    "place for which none was found, not a place where nothing "
                    "happened."
                ),
            ],
        ),
        (
            _("Editorial policy"),
            [
                _(
                    "**Attribution.** Every statement names its source, where in the "
                    "source it stands, and whether the passage itself was read or only "
                    "an excerpt."
                ),
                _(
                    "**Neutral words.** Sources report, say, allege or announce. Words "
                    "of judgement stay inside titles and names."
                ),
                _(
                    "**Announced is not held.** An announcement shows that a notice "
                    "existed, not that a gathering took place."
                ),
                _(
                    "**Parties are marked.** Organisations that are party to the events"
                    " are marked as such, organs of the Islamic Republic as government."
                    " Many affiliations are inferred from the text, and the source's "
                    "note says so."
                ),
                _(
                    "**Copies count once.** A document that copies or quotes another "
                    "names it. “Independent” counts the origins, not the copies."
                ),
                _(
                    "**Do no harm.** Private persons are not named. No grave is shown more "
                    "exactly than the cited page already does, and a record is hidden on request."
                ),
            ],
        ),
    ]


def uncertainty() -> str:
    """Return how stated dates are to be read, as Markdown."""
    return "\n".join(
        f"- {line}"
        for line in (
            _(
                "A point on the timeline is a day or a clock time; a bar covers the days that the "
                "stated date may mean: a month, a year, a range."
            ),
            _(
                "A bar with fading ends, or a hollow point, is a date that is "
                "approximate (“about”) or uncertain. A bar that fades to one side has "
                "no stated end."
            ),
            _(
                "“Possibly dated” keeps statements whose date overlaps the period; "
                "“certainly dated” keeps those that lie wholly inside it. “About” and "
                "“uncertain” do not widen a date."
            ),
            _(
                "Clock times on 25 August 2018 are those of a live report, local and "
                "without a time zone, as printed."
            ),
        )
    )
