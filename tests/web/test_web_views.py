"""The pages that look across articles: network, map, timeline, actors; and what is blurred until somebody asks for it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from web_wait import settle, until

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language, shape, all_times", [("en", "desktop", "all times"), ("ar", "phone", "كل الأوقات")])
def test_the_network_stands_as_of_the_day_that_the_slider_shows(
    open_page: Any, language: str, shape: str, all_times: str
) -> None:
    page = open_page("network", language=language, shape=shape)
    ties = page.locator("li.tie")
    everything = ties.count()
    assert everything >= 3 and page.locator(".slide strong").inner_text() == all_times
    page.locator("input[type=range]").focus()
    page.keyboard.press("ArrowRight" if language == "en" else "ArrowLeft")
    until(page, "document.querySelector('.slide strong').textContent === '2024-03-03'")
    until(page, f"document.querySelectorAll('li.tie').length < {everything}")
    assert ties.count() >= 1 and page.locator("g.node.gone").count() >= 1, "who has no tie yet is drawn faintly"
    page.keyboard.press("End")
    until(page, f"document.querySelectorAll('li.tie').length === {everything}")


def test_a_tie_shows_its_claims_and_an_actor_her_ties(open_page: Any) -> None:
    page = open_page("network")
    tie = page.locator("li.tie").filter(has_text="سامر العوادي")
    tie.locator("summary").click()
    tie.locator("details a").first.click()
    page.wait_for_selector(".article")
    page.go_back()
    page.wait_for_selector("li.tie")
    page.locator("g.node").filter(has_text="سامر العوادي").click()
    until(page, "document.querySelectorAll('li.tie').length === 1")


@pytest.mark.parametrize("language, shape", [("en", "desktop"), ("ar", "phone")])
def test_the_map_draws_areas_as_large_as_what_is_not_known(open_page: Any, language: str, shape: str) -> None:
    page = open_page("map", language=language, shape=shape)
    page.wait_for_selector("path.land")
    boxes = page.evaluate("[...document.querySelectorAll('path.spot')].map(spot => spot.getBBox().width)")
    assert len(boxes) >= 4 and max(boxes) > 3 * min(boxes)
    assert all(below > 0.95 * above for below, above in pairwise(boxes)), "small areas lie over large ones"
    page.locator("path.spot").last.click()
    item = page.locator("li.picked")
    assert "±1 " in item.inner_text().replace("\u2066", "").replace("\u2069", "")
    item.locator(".events a").first.click()
    page.wait_for_url("**/#/read/1?item=event*")


def test_the_map_keeps_to_a_span_of_time(open_page: Any) -> None:
    page = open_page("map?until=2024-02-15")
    page.wait_for_selector("path.spot")
    assert page.locator("path.spot").count() == 1 and "حمص" in page.locator("main").inner_text()


@pytest.mark.parametrize("language, shape", [("en", "desktop"), ("ar", "phone")])
def test_the_timeline_draws_intervals_in_their_order(open_page: Any, language: str, shape: str) -> None:
    page = open_page("timeline", language=language, shape=shape)
    page.wait_for_selector(".axis .span")
    boxes = "[...document.querySelectorAll('.axis .span')].map(bar => bar.getBoundingClientRect())"
    script = f"edge => {boxes}.map(box => [box[edge], box.width])"
    bars = page.evaluate(script, "right" if language == "ar" else "left")
    begins = [at if language == "en" else -at for at, _ in bars]
    assert begins == sorted(begins), "the earliest stands first; in Arabic time runs from right to left"
    month, day = bars[0][1], bars[-1][1]
    assert month > 3 * day, "a month that is not known better is longer than a day"
    assert page.locator(".span.contested").count() >= 1 and page.locator(".span.faint").count() >= 1
    undated = page.locator("details", has=page.locator(".alone"))
    assert undated.count() == 1 and not undated.locator(".alone").first.is_visible()
    undated.locator("summary").click()
    assert undated.locator(".alone").first.is_visible()


def test_the_timeline_is_filtered_and_leads_to_the_words(open_page: Any) -> None:
    page = open_page("timeline")
    page.get_by_label("From").fill("2024-05-03")
    page.get_by_label("Until").fill("2024-05-08")
    page.get_by_role("button", name="Search").click()
    until(page, "document.querySelectorAll('.axis li').length === 2")
    page.locator(".axis li a").first.click()
    page.wait_for_url("**/#/read/7?item=event*")
    assert "2024-05-04" in page.locator(".claim .item[aria-current=true]").inner_text()


@pytest.mark.parametrize("language, toll, killed", [("en", "Toll", "killed: 9"), ("ar", "الحصيلة", "قتلى: 9")])
def test_a_story_stands_on_a_phone_without_scrolling_sideways(open_page: Any, language: str, toll: str, killed: str) -> None:
    page = open_page("stories/1", language=language, shape="phone")
    cell = page.get_by_role("cell").filter(has_text=killed).first
    assert cell.locator(".which").inner_text() == toll and cell.locator(".which").is_visible()
    box = cell.bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390


def members(page: Any, entity: int) -> int:
    """How many articles' actors the entity stands for, asked of the server."""
    script = "n => fetch(`/api/actors/${n}`).then(answer => answer.json()).then(told => told.members?.length ?? 0)"
    found: int = page.evaluate(script, entity)
    return found


def test_a_member_is_taken_out_of_an_actor_and_put_back(open_page: Any) -> None:
    page = open_page("actors?q=Palm Plain")
    page.locator("a.found").first.click()
    page.wait_for_url("**/#/actors/*")
    entity = int(page.url.rsplit("/", 1)[1])
    before = members(page, entity)
    page.locator("summary").filter(has_text="Where the name stands").click()
    row = page.locator("li").filter(has_text="The Palm Plain Battalions ·")
    row.get_by_role("button", name="Not this one").click()
    row.get_by_role("button", name="Undo").wait_for()
    assert members(page, entity) == before - 1
    row.get_by_role("button", name="Undo").click()
    row.get_by_role("button", name="Not this one").wait_for()
    assert members(page, entity) == before


@pytest.mark.parametrize(
    "language, shape, words",
    [("en", "desktop", ("Merge desk", "The same", "Undo")), ("ar", "phone", ("مكتب الدمج", "واحد", "تراجع"))],
)
def test_two_actors_are_made_one_and_parted_again(
    open_page: Any, language: str, shape: str, words: tuple[str, str, str]
) -> None:
    desk, same, undo = words
    page = open_page("actors", language=language, shape=shape)
    page.get_by_role("button", name=desk).click()
    pair = page.locator("section.card").filter(has_text="Copper Lantern Movement")
    pair.wait_for()
    assert pair.locator("a").filter(has_text="Village taken").count() == 1, "the evidence stands beside each name"
    found = "fetch('/api/actors?q=Copper Lantern').then(a => a.json()).then(t => t.rows.filter(r => r.entity !== null).length)"
    assert page.evaluate(found) == 2
    pair.get_by_role("button", name=same, exact=True).click()
    pair.get_by_role("button", name=undo).wait_for()
    assert page.evaluate(found) == 1
    pair.get_by_role("button", name=undo).click()
    pair.get_by_role("button", name=same, exact=True).wait_for()
    assert page.evaluate(found) == 2


@pytest.mark.parametrize(
    "language, shape, words",
    [
        ("en", "desktop", ("Mark as distressing", "Show it", "Not distressing")),
        ("ar", "phone", ("تعليمها مؤذية", "إظهارها", "ليست مؤذية")),
    ],
)
def test_what_may_distress_is_blurred_until_asked_for(
    open_page: Any, language: str, shape: str, words: tuple[str, str, str]
) -> None:
    mark, show, unmark = words
    page = open_page("read/2", language=language, shape=shape)
    page.get_by_role("button", name=mark).click()
    page.get_by_role("button", name=unmark).wait_for()
    page.reload()
    page.get_by_role("button", name=show).wait_for()
    blurred = "getComputedStyle(document.querySelector('.article')).filter"
    assert "blur" in page.evaluate(blurred) and page.get_attribute(".article", "aria-hidden") == "true"
    page.keyboard.press("a")
    settle(page)
    assert page.locator(".mark").count() == 0, "nobody judges what he does not see"
    page.get_by_role("button", name=show).click()
    assert page.evaluate(blurred) == "none"
    page.get_by_role("button", name=unmark).click()
    page.get_by_role("button", name=mark).wait_for()


def test_the_keys_are_listed_in_arabic_and_on_a_phone(open_page: Any) -> None:
    page = open_page("inbox", language="ar", shape="phone")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="المفاتيح")
    assert dialog.get_by_text("تراجع").is_visible() and dialog.locator("kbd").first.is_visible()
    assert page.evaluate("document.querySelector('dialog').getBoundingClientRect().width") <= 390
    page.keyboard.press("?")
    assert not dialog.is_visible()
