"""What assistive technology is given of a page, as text, beside what is expected of it."""

import re

from playwright.sync_api import Page

from browser import ARTIFACTS, ROOT, map_frame

EXPECTED = ROOT / "tests" / "accessibility"
_NUMBER = re.compile(r"[0-9۰-۹]+(?:[٬,][0-9۰-۹]+)*")
_ADDRESS = re.compile(r"\n *- /url: .*")
_STATUS = re.compile(r"\n- status: .*")
_MARK = re.compile(r'\n *- button ".*[;؛] .*"')


def tree(page: Page) -> str:
    """Return the accessibility tree of a page with its map, without numbers, marks and news."""
    frame = map_frame(page)
    page.mouse.move(683, 2)  # under the mouse, Streamlit's sidebar has a button more
    page.wait_for_selector(".st-key-timeline .years")
    marks = _MARK.sub("", frame.locator("body").aria_snapshot())
    text = _ADDRESS.sub("", page.locator("body").aria_snapshot())
    text = _STATUS.sub("\n- status", text)  # which reads out what is there already, once it rests
    within = "\n".join(f"    {line}" for line in marks.splitlines())
    text = text.replace("- iframe", f"- iframe:\n{within}", 1)
    return _NUMBER.sub("0", text) + "\n"


def difference(page: Page, code: str) -> str:
    """Say where the main page's tree differs from what is expected in a language; empty if nowhere.

    What was found is kept among the artifacts: it becomes the expectation by being copied over it.
    """
    file, found = EXPECTED / f"main.{code}.yml", tree(page)
    ARTIFACTS.mkdir(exist_ok=True)
    (ARTIFACTS / file.name).write_text(found, "utf-8")
    if found == file.read_text("utf-8"):
        return ""
    return f"{file.name} is not what {ARTIFACTS / file.name} says"
