"""The lists of the sidebar in a real browser, which sends an option back by its label."""

import re
from random import Random

import pytest
from playwright.sync_api import Locator, Page, expect

from browser import Server, map_frame, open_page, settled
from geo import Dataset, Filter
from slow_browser import SlowBrowser

SCROLLED_TO = """async (one) => {
  one.scrollIntoView({ block: 'center' });
  for (const _frame of [1, 2]) await new Promise(requestAnimationFrame);
}"""


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


def test_city_then_two_dates_then_another_city(
    page: Page, server: Server, atlas: Dataset, seed: int
) -> None:
    open_page(page, server, "cities=mashhad")
    map_frame(page)
    for field in Random(seed).sample(("From", "To"), 2):
        enter(page, field, "1988-08")
    august = Filter(cities=("mashhad",), from_date="1988-08", to_date="1988-08")
    shows(page, august, atlas)
    settled(page)
    city_list(page).fill("Tehr")
    city_list(page).press("Enter")
    page.wait_for_url("**cities=mashhad%2Ctehran*")
    both = Filter(cities=("mashhad", "tehran"), from_date="1988-08", to_date="1988-08")
    shows(page, both, atlas)
    read_out = page.get_by_role("status").filter(has_text="Mashhad")
    expect(read_out).to_contain_text(f"{both.select(atlas).counts.places.shown} of ")
    # All are removed before the page can follow the first.
    settled(page)
    chips = "[class*=st-key-chip_]:not(.st-key-chip_all) button"
    page.evaluate(f"document.querySelectorAll('{chips}').forEach(one => one.click())")
    page.wait_for_url(lambda url: "cities" not in url and "from" not in url)
    shows(page, Filter(), atlas)


@pytest.mark.by_turns
@pytest.mark.parametrize(
    ("text", "wanted"), [("Evin", {"place": "evin-prison"}), ("Isfahan", {"cities": "isfahan"})]
)
def test_answer_that_enter_asked_for_comes_though_the_reader_has_gone_on_to_the_dates(
    page: Page, server: Server, text: str, wanted: dict[str, str]
) -> None:
    """Who left the field before the list of answers came lost the answer."""
    open_page(page, server)
    map_frame(page)
    page.get_by_role("searchbox").fill(text)
    page.get_by_role("searchbox").press("Enter")
    for field in ("From", "To"):
        page.get_by_label(field, exact=True).fill("1988-08")
        page.get_by_label(field, exact=True).press("Tab")
    query = {"from": "1988-08", "to": "1988-08", **wanted}
    page.wait_for_function(
        "wanted => { const now = new URLSearchParams(location.search);"
        " return Object.entries(wanted).every(([name, value]) => now.get(name) === value); }",
        arg=query,
    )
    settled(page)
    assert page.get_by_role("searchbox").evaluate("one => one !== document.activeElement")
    assert [page.get_by_label(one, exact=True).input_value() for one in ("From", "To")] == [
        "1988-08"
    ] * 2


@pytest.mark.by_turns
def test_options_have_counts_and_enter_takes_the_best_match_alone(
    page: Page, server: Server, atlas: Dataset
) -> None:
    open_page(page, server, "layers=prison,commemoration")
    map_frame(page)
    for city, name in (("tehran", "Tehran"), ("paris", "Paris")):
        city_list(page).fill(name)
        counted = Filter(layers=("prison", "commemoration"), cities=(city,)).select(atlas).counts
        option = page.get_by_role("option").first
        expect(option).to_have_text(name)
        content = option.evaluate("one => getComputedStyle(one, '::after').content")
        assert content.startswith(f'"{counted.places.shown} · {counted.claims.shown}"'), city
        city_list(page).press("Escape")
    city_list(page).press("Tab")  # an open list hides what stands outside it
    for label, typed, parameter in (
        ("Countries", "Iran", "countries=IR"),
        ("Cities", "mash", "cities=mashhad"),
    ):
        field = page.get_by_role("combobox", name=label)
        field.fill(typed)
        field.press("Enter")
        page.wait_for_url(re.compile(rf"[?&]{parameter}(&|$)"))
        settled(page)
        field.press("Tab")


@pytest.mark.by_turns
@pytest.mark.own_page
@pytest.mark.parametrize("viewport", [(1117, 643)])
def test_a_list_that_is_typed_in_stays_while_the_answer_to_a_date_comes(
    page: Page, server: Server
) -> None:
    slow = SlowBrowser(page)
    open_page(page, server, "cities=tehran,mashhad")
    map_frame(page)
    settled(page)
    kinds = page.get_by_role("combobox", name="Kinds of statement")
    slow.is_busy = True
    page.get_by_label("From", exact=True).fill("Mordad 1367")
    page.keyboard.press("Enter")
    slow.wait_for_ended_runs(1)
    kinds.evaluate(SCROLLED_TO)
    kinds.fill("exec")
    page.get_by_role("option").first.wait_for()
    slow.draw()
    page.wait_for_url("**from=*")
    settled(page)
    expect(kinds).to_have_value("exec")
    kinds.press("Enter")
    page.wait_for_url("**kinds=executions_reported*")


SEEN = """(options) => options.map((option) => {
  const text = document.createTreeWalker(option, NodeFilter.SHOW_TEXT).nextNode();
  const box = option.getBoundingClientRect(), range = document.createRange();
  let count = 0;  // of the letters that stand within the option
  for (; count < text.length; count += 1) {
    range.setStart(text, count);
    range.setEnd(text, count + 1);
    const letter = range.getBoundingClientRect();
    const middle = (letter.top + letter.bottom) / 2;  // a face may be higher than its line
    if (middle < box.top || middle > box.bottom) break;
    if (letter.left < box.left - 1 || letter.right > box.right + 1) break;
  }
  return text.data.slice(0, count);
})"""


@pytest.mark.by_turns
@pytest.mark.parametrize("lang", ["en", "fa"])
def test_sources_of_one_author_are_told_apart_in_their_list(
    page: Page, server: Server, lang: str
) -> None:
    """Five options showed the same words, cut after a few letters."""
    open_page(page, server, f"view=records&lang={lang}")
    field = page.get_by_role("combobox", name={"en": "Sources", "fa": "منابع"}[lang])
    field.click()
    field.press_sequentially("Amnesty International 1988")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_count(5)
    seen = options.evaluate_all(SEEN)
    assert len(set(seen)) == len(seen)
    assert all(len(words) > 50 for words in seen)
    edges = page.get_by_role("listbox").evaluate(
        "(one) => [one.getBoundingClientRect().left, one.getBoundingClientRect().right]"
    )
    assert 0 <= edges[0] < edges[1] <= page.viewport_size["width"]
