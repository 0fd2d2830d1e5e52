"""Inbox, stories, actors and what stands on every page."""

from __future__ import annotations

from typing import Any

import pytest
from web_wait import until

pytestmark = pytest.mark.slow


def test_pasted_text_is_read_and_found(open_page: Any) -> None:
    page = open_page("inbox")
    page.keyboard.press("n")
    page.get_by_role("textbox", name="Paste text").fill(
        "Clash near Ridge Pass\nThe Copper Lamp Front attacked an army post near Homs on 9 April 2024, "
        "its spokesman said."
    )
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_text("added: 1").wait_for()
    page.get_by_role("searchbox", name="Search").fill('"copper lamp"')
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('.rows li').length === 1")
    assert page.locator(".rows mark").inner_text().lower() == "copper lamp"


def test_filters_stand_in_the_address_and_can_be_saved(open_page: Any) -> None:
    page = open_page("inbox")
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Outlet").select_option("Quay Courier")
    until(page, "document.querySelectorAll('.rows li').length === 1")
    assert "outlet=Quay+Courier" in page.url
    page.get_by_label("Save this search as").fill("courier")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Clear filters").click()
    until(page, "document.querySelectorAll('.rows li').length > 1")
    page.get_by_role("button", name="courier", exact=True).click()
    until(page, "document.querySelectorAll('.rows li').length === 1")
    page.get_by_role("button", name="Forget the search courier").click()
    page.get_by_role("button", name="courier", exact=True).wait_for(state="detached")


def test_a_story_folds_copies_and_shows_the_contradiction(open_page: Any) -> None:
    page = open_page("stories/1")
    rows = page.locator("tbody tr")
    copies = page.get_by_text("Copies:")
    assert rows.count() >= 2 and copies.count() >= 1
    assert page.locator("td.disputed").count() >= 2
    assert "killed: 9" in page.locator("td.disputed").first.inner_text()
    copies.first.click()
    assert page.locator("details[open] li a").count() >= 1


def test_an_actor_shows_names_in_both_scripts_or_one_and_on_whose_word(open_page: Any) -> None:
    page = open_page("actors?q=النخيل")
    page.locator("a.found").first.click()
    page.wait_for_url("**/#/actors/*")
    page.get_by_role("heading", name="Names").wait_for()
    assert page.locator(".names li").count() >= 1
    assert page.get_by_text("on the word of").count() >= 1


@pytest.mark.parametrize(
    "language, shape, heading", [("en", "desktop", "Named in most articles"), ("ar", "phone", "أكثر الأطراف ورودا في المقالات")]
)
def test_actors_begin_with_those_in_most_articles(open_page: Any, language: str, shape: str, heading: str) -> None:
    page = open_page("actors", language=language, shape=shape)
    page.get_by_role("heading", name=heading).wait_for()
    assert page.locator(".known li").count() >= 4
    page.locator(".known a").filter(has_text="سهل النخيل").click()
    page.wait_for_url("**/#/actors/*")


def test_the_interface_turns_around(open_page: Any) -> None:
    page = open_page("inbox")
    assert page.get_attribute("html", "dir") == "ltr"
    page.get_by_role("button", name="العربية").click()
    assert (page.get_attribute("html", "dir"), page.get_attribute("html", "lang")) == ("rtl", "ar")
    page.get_by_role("heading", name="الوارد").wait_for()


def test_the_keys_are_listed(open_page: Any) -> None:
    page = open_page("read/1")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").locator("kbd").count() > 15
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
