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


def known_conflicts() -> list[tuple[str, tuple[str, ...]]]:
    """Return where sources are known to disagree: what about, and the statements that differ."""
    return [
        (
            _("Number of people executed"),
            _numbered("milestone-toll-1988", 31, 3, 5, 7, 2, 26, 23, 9, 11, 16, 19),
        ),
        (_("Lists of names"), _numbered("milestone-toll-1988", 32, 27, 33, 6, 8)),
        (_("Date and scope of the order"), _numbered("milestone-decree-1988", 1, 2, 3, 4, 5, 6)),
        (
            _("Cities with executions"),
            (
                *_numbered("milestone-cities-with-executions", 1, 2, 3),
                "milestone-un-letter-2020-03",
                "milestone-amnesty-2018-02",
            ),
        ),
        (_("Cities with commissions"), _numbered("milestone-death-commissions-1988", 3, 4, 8)),
        (
            _("Mass graves, and cities that have them"),
            _numbered("milestone-mass-grave-counts", 2, 3, 6, 7, 8, 9),
        ),
        (_("Start of the Tehran commission"), ("evin-prison-10", "evin-prison-11")),
        (
            _("Day on which Montazeri met the commission"),
            _numbered("milestone-montazeri-meeting-1988", 1, 2, 3, 4),
        ),
        (_("Date of Montazeri's second letter"), ("milestone-montazeri-letter-2-01",)),
        (_("Day on which the recording was published"), _numbered("milestone-audio-2016", 2, 3, 4)),
        (_("Number of people buried at Khavaran"), _numbered("khavaran-cemetery", 8, 9, 12)),
        (_("When graves at Khavaran were levelled"), _numbered("khavaran-cemetery", 21, 27)),
        (
            _("Cities of 25 August 2018"),
            (
                "milestone-statement-2018-08-20-01",
                *_numbered("milestone-conference-2018", 1, 2, 3, 7),
            ),
        ),
    ]


def _numbered(record: str, *numbers: int) -> tuple[str, ...]:
    return tuple(f"{record}-{number:02d}" for number in numbers)
