"""The lists of the sidebar in a real browser, which sends an option back by its label."""

import pytest
from playwright.sync_api import Locator, Page, expect

from browser import Server, map_frame, open_page
from geo import Dataset, Filter


def enter(page: Page, field: str, text: str) -> None:
    """Type a date and wait until it stands in the address."""
    page.get_by_label(field, exact=True).fill(text)
    page.get_by_label(field, exact=True).press("Enter")
    page.wait_for_url(f"**{field.lower()}={text}*")


def city_list(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Cities")


def shows(page: Page, query: Filter, atlas: Dataset) -> None:
    """Expect the counter of a query's visible set, and no other."""
    places = query.select(atlas).counts.places.shown
    expect(page.locator(".st-key-counter .counts b").first).to_have_text(str(places))


@pytest.mark.parametrize("order", [("From", "To"), ("To", "From")])
def test_city_then_two_dates_then_another_city(
    page: Page, server: Server, atlas: Dataset, order: tuple[str, str]
) -> None:
    open_page(page, server, "cities=mashhad")
    map_frame(page)
    for field in order:
        enter(page, field, "1988-08")
    august = Filter(cities=("mashhad",), from_date="1988-08", to_date="1988-08")
    shows(page, august, atlas)
    city_list(page).fill("Tehr")
    city_list(page).press("Enter")
    page.wait_for_url("**cities=mashhad%2Ctehran*")
    both = Filter(cities=("mashhad", "tehran"), from_date="1988-08", to_date="1988-08")
    shows(page, both, atlas)


@pytest.mark.parametrize(
    ("label", "typed", "parameter"),
    [("Cities", "mash", "cities=mashhad"), ("Countries", "Iran", "countries=IR")],
)
def test_enter_takes_the_best_match_alone(
    page: Page, server: Server, label: str, typed: str, parameter: str
) -> None:
    open_page(page, server)
    map_frame(page)
    field = page.get_by_role("combobox", name=label)
    field.fill(typed)
    field.press("Enter")
    page.wait_for_url(f"**/?{parameter}")


def test_counts_stand_beside_the_options(page: Page, server: Server, atlas: Dataset) -> None:
    open_page(page, server, "layers=prison")
    map_frame(page)
    for city, name in (("tehran", "Tehran"), ("paris", "Paris")):
        city_list(page).fill(name)
        counted = Filter(layers=("prison",), cities=(city,)).select(atlas).counts
        content = page.get_by_role("option").first.evaluate(
            "one => getComputedStyle(one, '::after').content"
        )
        assert content.startswith(f'"{counted.places.shown} · {counted.claims.shown}"'), city
        assert page.get_by_role("option").first.inner_text() == name
        city_list(page).press("Escape")
