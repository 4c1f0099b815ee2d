"""What tests of the search field share: a question, asking, and what the page then says."""

from typing import Any

from app_tester import AppTest

WANTED: dict[str, Any] = {
    "kinds": ("executions_reported",),
    "cities": ("mashhad",),
    "from_date": "1988-08",
    "to_date": "1988-08",
}
QUESTION = {"kinds": "executions_reported", "cities": "mashhad", "from": "1988-08", "to": "1988-08"}


def offered(app: AppTest) -> list[str]:
    """Return what the readings of a typed question say, without Markdown's escapes."""
    offers = [one for one in app.button if (one.key or "").startswith("offer_")]
    return [one.label.replace("\\", "") for one in offers]


def ask(app: AppTest, text: str) -> AppTest:
    """Search for a text, and take the first of the list."""
    app.text_input(key="search_text").set_value(text).run()
    first = next(b for b in app.button if (b.key or "").startswith(("offer_", "suggest_")))
    return app.button(key=str(first.key)).click().run()


def replaced(app: AppTest) -> list[str]:
    """Return what the page says of what the last answer took the place of."""
    unseen = str.maketrans("", "", "\\\u2068\u2069")
    return [one.label.translate(unseen) for one in app.button if one.key == "answer_undo"]


def captions(app: AppTest) -> str:
    unseen = str.maketrans("", "", "\\\u2068\u2069")
    return " ".join(one.value for one in app.caption).translate(unseen)


def in_force(app: AppTest) -> list[str]:
    """Return what the page says of the filter that is in force, under the search field."""
    return [one.value for one in app.caption if one.value.startswith("In force:")]
