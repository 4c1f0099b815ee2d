"""The app keeps its settings wherever it is started."""

from pathlib import Path

from playwright.sync_api import Page, expect

from browser import ROOT, open_page, serving, start_command


def test_settings_hold_in_whatever_folder_the_app_is_started(page: Page, tmp_path: Path) -> None:
    """The page has the atlas's ground, and asks no other host, as it would without settings."""
    *run, script = start_command()
    with serving(
        tmp_path / "log.txt", command=[*run, str(ROOT / script)], folder=tmp_path
    ) as server:
        open_page(page, server, "view=about")
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(250, 249, 246)")
