"""A team at work: signing in and out, what each role may, work given out, and two people coding without seeing each other."""

from __future__ import annotations

from typing import Any

import pytest
from web_samples import PASSWORD
from web_wait import settle, until

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "language, shape, wrong, out",
    [("en", "desktop", "Name or password is wrong.", "Sign out"), ("ar", "phone", "الاسم أو كلمة السر خطأ.", "خروج")],
)
def test_a_wrong_password_is_told_and_who_left_is_out(
    opener: Any, team: Any, language: str, shape: str, wrong: str, out: str
) -> None:
    page = opener(team, [], "settings", language=language, shape=shape, allow="401")
    assert page.locator("header nav").count() == 0, "nothing of the archive before the sign-in"
    page.locator("input[name=name]").fill("amal")
    page.locator("input[name=password]").fill("not-the-password")
    page.keyboard.press("Enter")
    assert wrong in page.get_by_role("alert").inner_text()
    assert page.locator("input[name=password]").input_value() == "", "a wrong password does not stay in the page"
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=out).click()
    page.wait_for_selector("input[name=password]")
    assert page.evaluate("fetch('/api/documents').then(answer => answer.status)") == 401


def test_a_reader_reads_and_judges_nothing(sign_in: Any) -> None:
    page = sign_in("rim", "read/1")
    page.keyboard.press("a")
    page.wait_for_timeout(200)
    assert page.locator(".mark").count() == 0 and page.locator(".verdicts").count() == 0
    assert page.locator(".progress").inner_text().strip().startswith("0 of ")
    page.goto(page.url.split("#")[0] + "#/settings")
    page.get_by_role("heading", name="Tokens for scripts").wait_for()
    assert page.get_by_role("heading", name="Export").count() == 0


def test_work_is_given_to_a_person_and_found_by_her(sign_in: Any) -> None:
    page = sign_in("dunya", "inbox")
    page.locator(".rows li").filter(has_text="Village taken").get_by_role("checkbox").check()
    page.get_by_label("Assign to").select_option("amal")
    page.get_by_text("Assigned: 1").wait_for()
    page.locator(".rows li").filter(has_text="Village taken").locator(".tag", has_text="amal").wait_for()
    hers = sign_in("amal", "inbox", language="ar", shape="phone")
    hers.get_by_role("button", name="المسندة إلي").click()
    until(hers, "document.querySelectorAll('.rows li').length === 1")
    assert "Village taken" in hers.locator(".rows li").inner_text()


def code(page: Any, keys: str) -> None:
    """Judge article 4 with these keys, one claim after the other, and say that it is done."""
    assert page.locator(".mark").count() == 0, "nothing of the other coder is seen"
    for key in keys:
        page.keyboard.press(key)
    settle(page)
    page.keyboard.press("e")
    until(page, "!location.hash.startsWith('#/read/4')")


def test_two_code_blindly_and_a_third_decides(sign_in: Any) -> None:
    editor = sign_in("dunya", "inbox")
    editor.locator(".rows li").filter(has_text="سهل النخيل تنفي").get_by_role("checkbox").check()
    editor.locator("main").get_by_role("link", name="Double coding").click()
    editor.get_by_label("Name", exact=True).fill("pilot")
    assert editor.get_by_label("Numbers of articles").input_value() == "4", "what was ticked in the inbox is filled in"
    for name in ("amal", "basil"):
        editor.get_by_role("checkbox", name=name).check()
    editor.get_by_role("button", name="New round").click()
    editor.get_by_role("button", name="Close the round").wait_for()

    first = sign_in("amal", "read/4")
    assert "Double coding: pilot" in first.locator(".bar").first.inner_text()
    code(first, "aaaaaa")
    second = sign_in("basil", "read/4", language="ar")
    code(second, "xaaaaa")
    second.goto(second.url.split("#")[0] + "#/rounds")
    second.get_by_role("button", name="pilot").click()
    second.get_by_text("1/1").first.wait_for()
    assert second.locator("table").count() == 0, "an open round tells its coders nothing of each other"

    editor.get_by_role("button", name="Close the round").click()
    region = editor.get_by_role("region", name="Where they differ")
    region.wait_for()
    assert editor.locator("tbody tr").first.inner_text().startswith("Verdict")
    row = region.locator(".difference").filter(has_text="Verdict").first
    row.get_by_role("button", name="amal").click()
    until(editor, "document.querySelector('.difference [aria-pressed=true]') !== null")
    assert row.locator("[aria-pressed=true]").inner_text().startswith("amal")
    assert "Decided: 1 of" in region.inner_text()

    second.reload()
    second.get_by_role("button", name="pilot").click()
    second.locator("tbody tr").first.wait_for()
    assert "الحكم" in second.locator("tbody tr").first.inner_text()
    assert second.locator(".difference button").first.is_disabled(), "a coder does not decide"
