"""The page: one file that works alone. What a browser makes of it is checked where Chromium is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import ABSENT, Browser, Page, chromium

from musnad.record import Document, Record, Span
from musnad.show.page import page, paragraphs
from musnad.show.pagedata import Offsets
from sample import ATTRIBUTION, EVENT, SAMPLE

needs_chromium = pytest.mark.skipif(chromium() is None, reason=ABSENT)


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def of_text(text: str) -> Record:
    """A record of a text in which nothing was read."""
    document = Document("0" * 64, text, "en")
    return Record(document, (), (), (), (), (), (), (), (), SAMPLE.reader)


def test_it_names_no_other_file_or_address() -> None:
    html = page(SAMPLE)
    assert not re.search(r"(?:src|href)\s*=\s*[\"'](?!#)|url\(|@import|https?://", html)
    assert "default-src 'none'" in html


def test_the_article_cannot_end_the_script_or_bring_markup() -> None:
    evil = "</script><script>alert(1)</script> <b onclick=x>&amp; {{js}} </p>"
    html = page(of_text(evil))
    assert html.count("</script>") == 2
    assert "&lt;/script&gt;&lt;script&gt;alert(1)" in html and "&amp;amp; {{js}} &lt;/p&gt;" in html


def test_offsets_count_utf16_units() -> None:
    offsets = Offsets("a\U0001f525b")
    assert [offsets(Span(0, 1)), offsets(Span(1, 2)), offsets(Span(2, 3))] == [[0, 1], [1, 3], [3, 4]]
    assert Offsets("سلام")(Span(1, 3)) == [1, 3]


def test_paragraphs_hold_exactly_the_text() -> None:
    assert paragraphs("a\n\nb\r<&") == '<p class="headline">a</p><p></p><p>b&#13;&lt;&amp;</p>'
    assert paragraphs("a" * 200 + "\nb").startswith("<p>aaa")


@pytest.mark.parametrize("interface", ["en", "ar"])
def test_every_item_can_be_drawn(interface: str) -> None:
    data = data_of(page(SAMPLE, interface))
    face = data["faces"][interface]
    drawn = {row["id"] for group in face["groups"] for row in group["rows"]}
    drawn |= {i for key in ("actors", "places", "times") for entry in face["lists"][key] for i in entry["ids"]}
    drawn |= {entry["id"] for entry in face["lists"]["attributions"]}
    assert drawn == set(data["items"]) == set(SAMPLE.items()) - {m.id for m in SAMPLE.mentions} - {SAMPLE.claims[0].id}
    assert all(item["spans"] and item["reason"] for item in data["items"].values())
    assert [link["id"] for link in face["groups"][0]["links"]] == [ATTRIBUTION]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as started:
        yield started


def written(folder: Path, record: Record, interface: str = "en") -> Path:
    file = folder / "page.html"
    file.write_text(page(record, interface), encoding="utf-8")
    return file


def quiet(opened: Page, file: Path) -> None:
    """No complaint, and nothing asked for but the page itself."""
    assert opened.complaints() == []
    assert {address.partition("#")[0] for address in opened.requests()} == {file.resolve().as_uri()}


@needs_chromium
@pytest.mark.slow
@pytest.mark.parametrize("interface", ["en", "ar"])
def test_a_pick_shows_spans_chain_and_reasons(browser: Browser, tmp_path: Path, interface: str) -> None:
    file = written(tmp_path, SAMPLE, interface)
    opened = browser.open(file)
    assert opened.run("[...CSS.highlights.keys()].sort().join()") == "actor,cue,event,place,time"
    assert opened.run("[...CSS.highlights.get('event')].map(String).join('|')") == SAMPLE.events[0].trigger.of(
        SAMPLE.document.text
    )
    opened.run(f"document.querySelector('[data-ids=\"{EVENT}\"]').click()")
    assert "tests.sample" in opened.run("document.querySelector('#detail .why').textContent")
    assert opened.run("document.querySelectorAll('#detail .chain li').length") == 2
    assert opened.run("[...CSS.highlights.get('picked')].length") > 1
    assert opened.run("decodeURIComponent(location.hash.slice(1))") == EVENT
    assert opened.run("document.activeElement.id") == "detail"
    opened.key("Escape")
    assert opened.run("[...CSS.highlights.get('picked')].length") == 0
    assert opened.run("document.activeElement.dataset.ids") == EVENT
    quiet(opened, file)


@needs_chromium
@pytest.mark.slow
def test_a_click_in_the_article_picks_what_stands_there(browser: Browser, tmp_path: Path) -> None:
    file = written(tmp_path, SAMPLE)
    opened = browser.open(file)
    box = opened.run(
        "(() => { const b = [...CSS.highlights.get('place')][0].getBoundingClientRect(); "
        "return {x: b.x + b.width / 2, y: b.y + b.height / 2}; })()"
    )
    opened.click(box["x"], box["y"])
    assert opened.run("document.querySelector('#detail.on .said').textContent").startswith("Damascus")
    quiet(opened, file)


@needs_chromium
@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1000, 1400])
def test_the_switch_turns_the_page(browser: Browser, tmp_path: Path, width: int) -> None:
    file = written(tmp_path, SAMPLE)
    opened = browser.open(file, width=width)
    side = "document.querySelector('.tools').getBoundingClientRect().left > innerWidth / 2"
    assert opened.run("document.documentElement.dir") == "ltr"
    before = opened.run("document.querySelector('#record h2').textContent")
    opened.run("document.getElementById('switch').click()")
    assert opened.run("document.documentElement.dir + document.documentElement.lang") == "rtlar"
    assert opened.run("document.querySelector('#record h2').textContent") != before
    if width > 900:
        assert not opened.run(side)
    assert opened.run("document.documentElement.scrollWidth <= innerWidth")
    quiet(opened, file)


@needs_chromium
@pytest.mark.slow
def test_a_link_opens_with_its_item_picked(browser: Browser, tmp_path: Path) -> None:
    opened = browser.open(written(tmp_path, SAMPLE), fragment=EVENT, width=390, height=844)
    assert opened.run("document.querySelector('#detail').classList.contains('on')")
    assert opened.run("getComputedStyle(document.querySelector('#detail')).position") == "fixed"
    top = opened.run("[...CSS.highlights.get('picked')][0].getBoundingClientRect().top")
    assert 0 <= top < 844 * 0.55


@needs_chromium
@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True])
def test_contrast_is_enough(browser: Browser, tmp_path: Path, dark: bool) -> None:
    """WCAG 2.2, AA: 4.5 to 1 between the ink and every ground that text stands on."""
    opened = browser.open(written(tmp_path, SAMPLE), dark=dark)
    grounds = ("paper", "card", "actor", "place", "time", "event", "picked", "pill")
    script = "getComputedStyle(document.documentElement).getPropertyValue('--{}').trim()"
    colour = {name: opened.run(script.format(name)) for name in (*grounds, "ink", "soft", "warn", "focus")}
    pairs = [("ink", ground) for ground in grounds]
    pairs += [("soft", "paper"), ("soft", "card"), ("soft", "pill"), ("warn", "card"), ("focus", "paper")]
    poor = {pair: round(contrast(colour[pair[0]], colour[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours #rrggbb (WCAG 2.2, definition of relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    if len(colour) == 4:
        colour = "#" + "".join(2 * c for c in colour[1:])
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@needs_chromium
@pytest.mark.slow
def test_names_against_the_line_keep_their_order(browser: Browser, tmp_path: Path) -> None:
    """In an English sentence, what comes first stands further left, although the names are Arabic."""
    opened = browser.open(written(tmp_path, SAMPLE), width=1900)
    script = "[...document.querySelector('[data-ids=\"%s\"] .said').children].map((s) => s.getBoundingClientRect())"
    boxes = opened.run(script % EVENT + ".map((box) => [Math.round(box.bottom / 8), box.left])")
    assert len(boxes) > 5 and boxes == sorted(boxes)


@needs_chromium
@pytest.mark.slow
def test_everything_can_be_reached_and_has_a_name(browser: Browser, tmp_path: Path) -> None:
    opened = browser.open(written(tmp_path, SAMPLE))
    shown = opened.run("[...document.querySelectorAll('button, a[href]')].filter((e) => e.checkVisibility()).length")
    assert shown > 5
    opened.call("Accessibility.enable")
    opened.until(lambda: len(reached(opened, "button", "link")) >= shown, f"{shown} buttons and links for a screen reader")
    wanted = reached(opened, "button", "link", "article", "region")
    assert len(wanted) > shown
    assert [n["role"]["value"] for n in wanted if not n.get("name", {}).get("value", "").strip()] == []


def reached(page: Page, *roles: str) -> list[dict[str, Any]]:
    """What a screen reader finds in these roles. Chromium builds its tree after the page: at first it may be a part."""
    nodes = page.call("Accessibility.getFullAXTree")["nodes"]
    return [n for n in nodes if not n.get("ignored") and n["role"]["value"] in roles]


@needs_chromium
@pytest.mark.slow
def test_a_megabyte_opens_quickly(browser: Browser, tmp_path: Path) -> None:
    line = "The army said on Monday that five people were killed near the border. "
    long = of_text("\n".join([line * 8] * 1800))
    mentions = tuple(
        replace(SAMPLE.mentions[0], id=f"mention:group:{i}", span=Span(i, i + 8), head=Span(i, i + 8))
        for i in range(0, 900_000, 300)
    )
    actor = replace(SAMPLE.actors[0], mentions=tuple(m.id for m in mentions), names=())
    file = written(tmp_path, replace(long, mentions=mentions, actors=(actor,)))
    opened = browser.open(file)
    took = opened.run("performance.timing.loadEventEnd - performance.timing.navigationStart")
    assert took < 5000
    opened.run(f"document.querySelector('[data-ids=\"{actor.id}\"]').click()")
    quiet(opened, file)


@needs_chromium
@pytest.mark.slow
def test_print_shows_all_lists(browser: Browser, tmp_path: Path) -> None:
    opened = browser.open(written(tmp_path, SAMPLE))
    opened.look(print=True)
    opened.run("dispatchEvent(new Event('beforeprint'))")
    assert opened.run("[...document.querySelectorAll('details.list')].every((d) => d.open && d.querySelector('.item'))")
    assert opened.run("getComputedStyle(document.querySelector('.tools')).display") == "none"
