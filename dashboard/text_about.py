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


def known_conflicts() -> list[str]:
    """Return where sources are known to disagree, one sentence each, as Markdown."""
    return [
        _(
            "**Toll.** From fewer than 1,000 (Rafsanjani, 1989) through 2,800 to 3,800 (Montazeri) "
            "and about 5,000 (several sources) to over 30,000 (texts close to the PMOI). Lists of "
            "names run from about 1,000 to about 5,000."
        ),
        _(
            "**The order.** Undated, a Thursday (Montazeri); 26 July 1988 (JVMI); end "
            "of July (Call for Justice). Sources differ on whether it covered all "
            "political prisoners or PMOI members."
        ),
        _("**Start of the Tehran commission.** 27 July (a PMOI page) or 28 July 1988 (JVMI)."),
        _(
            "**Cities.** Executions in 110 cities (a PMOI book) or 32 (Human Rights "
            "Watch, Amnesty International, UN experts); commissions in over 70; mass "
            "graves in 36 cities, or in at least 21."
        ),
        _("**Mass graves.** 59, over 70, over 120, or 170 to 190 sites."),
        _(
            "**Montazeri meets the commission.** 14 or 15 August 1988. His second letter: 2 or 4 "
            "August. The recording was released on 9 or 10 August 2016."
        ),
        _(
            "**Khavaran.** Several hundred, thousands or 4,000 people buried; graves bulldozed in "
            "2008 or between 9 and 16 January 2009."
        ),
        _(
            "**25 August 2018.** One text claims 30 cities and names 15; another claims"
            " 20 and names 18; the live report has speakers from 17. The timeline page "
            "sets them side by side."
        ),
    ]
