"""Web pages: charset, body, metadata, and pages built to break readers."""

from __future__ import annotations

import json
import time

import pytest
from intake_samples import ARABIC_BODY, ARABIC_TITLE, ENGLISH_BODY, ENGLISH_TITLE, page

from musnad.errors import BadDocument
from musnad.intake import Known, Options, read_bytes
from musnad.intake.page import page_text, read_page

JSON_LD = (
    '<script type="application/ld+json">'
    + json.dumps(
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebSite", "name": "Site"},
                {
                    "@type": "NewsArticle",
                    "headline": ENGLISH_TITLE,
                    "datePublished": "2024-11-29T18:30:00+03:00",
                    "dateModified": "2024-12-02",
                    "author": [{"@type": "Person", "name": "Nour Haddad"}, {"name": "Sam Reed"}],
                    "publisher": {"name": "Valley Post"},
                    "inLanguage": "en",
                },
            ],
        }
    )
    + "</script>"
)


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta charset="windows-1256">',
        '<meta charset="utf-8">',
        '<meta charset="iso-8859-1">',
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">',
    ],
)
@pytest.mark.parametrize("charset", ["windows-1256", "utf-8"])
def test_the_bytes_decide_the_charset(head: str, charset: str) -> None:
    found = read_page(page(ARABIC_TITLE, ARABIC_BODY, head).encode(charset))
    assert found.charset == charset
    assert found.text.split("\n")[-3:] == list(ARABIC_BODY)
    assert found.facts.title == ARABIC_TITLE
    declared = "windows-1256" if "1256" in head else "utf-8" if "utf" in head else "iso-8859-1" if head else None
    assert bool(found.notes) == (declared != charset and (declared is not None or charset != "utf-8"))


def test_an_xml_declaration_and_a_header_are_heard() -> None:
    xml = page(ARABIC_TITLE, ARABIC_BODY, doctype='<?xml version="1.0" encoding="windows-1256"?>').encode(
        "windows-1256"
    )
    assert read_page(xml).notes == ()
    plain = page(ARABIC_TITLE, ARABIC_BODY).encode("windows-1256")
    assert read_page(plain, charset="windows-1256").notes == ()


def test_metadata_from_json_ld() -> None:
    facts = read_page(page(ENGLISH_TITLE, ENGLISH_BODY, JSON_LD).encode()).facts
    assert facts.title == ENGLISH_TITLE and facts.author == "Nour Haddad, Sam Reed" and facts.outlet == "Valley Post"
    assert facts.published == "2024-11-29T18:30:00+03:00" and facts.language == "en"


def test_metadata_from_open_graph() -> None:
    head = f"""<meta property="og:title" content="{ARABIC_TITLE} | بريد الوادي">
    <meta property="og:site_name" content="بريد الوادي">
    <meta property="article:published_time" content="2024-11-29"><meta name="author" content="نور حداد">
    <link rel="canonical" href="/news/17"><meta property="article:modified_time" content="2024-12-05">"""
    facts = read_page(page(ARABIC_TITLE, ARABIC_BODY, head).encode(), address="https://valley.example/x?y=1").facts
    assert (facts.title, facts.outlet, facts.author) == (ARABIC_TITLE, "بريد الوادي", "نور حداد")
    assert (facts.published, facts.url) == ("2024-11-29", "https://valley.example/news/17")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<time datetime="2024-11-29T10:00">Friday</time>', "2024-11-29T10:00:00"),
        ('<time class="updated" datetime="2024-12-01">x</time>', None),
        ('<time datetime="2024-11-29">a</time><time datetime="2023-01-01">b</time>', None),
        ('<time class="entry-date" datetime="2024-11-29">a</time><time datetime="2023-01-01">b</time>', "2024-11-29"),
        ('<span itemprop="datePublished" content="2024-11-29">x</span>', "2024-11-29"),
        ("<p>Fri 29 Nov 2024 Published on 29 November 2024</p>", None),
    ],
)
def test_the_date_is_metadata_or_nothing(markup: str, expected: str | None) -> None:
    assert read_page(page(ENGLISH_TITLE, ENGLISH_BODY, before=markup).encode()).facts.published == expected


def test_an_unclear_date_is_noted_and_not_used() -> None:
    found = read_page(page(ENGLISH_TITLE, ENGLISH_BODY, '<meta name="date" content="04/05/2024">').encode())
    assert found.facts.published is None and "04/05/2024" in found.notes[0]


def test_a_page_becomes_a_document() -> None:
    (got,) = read_bytes(page(ENGLISH_TITLE, ENGLISH_BODY, JSON_LD, lang="fr").encode(), name="a.html")
    assert got.document is not None and got.letter is None
    assert got.document.text == "\n".join((ENGLISH_TITLE, *ENGLISH_BODY))
    assert (got.document.language, got.document.outlet) == ("en", "Valley Post")
    assert got.document.raw_sha256 is not None and len(got.document.raw_sha256) == 64


def test_what_the_user_knows_fills_but_does_not_replace() -> None:
    known = Known(outlet="Other", outlet_country="SYR", language="ar")
    (got,) = read_bytes(page(ENGLISH_TITLE, ENGLISH_BODY, JSON_LD).encode(), name="x", options=Options(known=known))
    assert got.document is not None
    assert (got.document.outlet, got.document.outlet_country, got.document.language) == ("Valley Post", "SYR", "ar")


def test_joiners_and_direction_marks_survive() -> None:
    text = (
        "او گفت که می\u200cخواهد به شهر برود و با آن\u200cها دیدار کند\u200f، چون این راه برای "
        "همه بهتر است و باید باز بماند."
    )
    assert text in page_text(page("سفر", (text, *ENGLISH_BODY)).encode())


def test_a_body_only_in_json_ld_is_found() -> None:
    script = json.dumps({"@type": "NewsArticle", "headline": ENGLISH_TITLE, "articleBody": " ".join(ENGLISH_BODY)})
    data = (
        f"<html><head><script type='application/ld+json'>{script}</script></head><body><div id=app></div></body></html>"
    )
    assert ENGLISH_BODY[1] in page_text(data.encode())


BOMBS = {
    "deep": b"<div>" * 200_000 + b"<p>text</p>",
    "deep mixed": b"<html><body>" + b"<div><b><font><span>" * 20_000,
    "one attribute of 10 MB": b'<html><body><p title="' + b"x" * 10_000_000 + b'">The text</p>',
    "a million attributes": b"<html><body><p " + b" ".join(b"a%d='x'" % i for i in range(1_000_000)) + b">The text</p>",
    "ten MB of attributes": b"<html><body>" + (b"<p title='" + b"x" * 1_000 + b"'>The text</p>") * 10_000,
    "many tags": b"<html><body>" + b"<p>a</p>" * 1_000_000,
    "many unclosed": b"<html><body><ul>" + b"<li>a" * 1_000_000,
    "open quotes": b"<a \"'" * 1_000_000,
    "50 MB": b"<html><p>" + b"word " * 10_000_000,
    "scripts": b"<html><script>" * 500_000,
    "comments": b"<html>" + b"<!--" * 2_000_000,
    "only angle brackets": b"<html><body>" + b"<" * 5_000_000,
    "entities": b"<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'>"
    + b"<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>" * 1000
    + b"]><html>&b;</html>",
    "deep json": b"<html><script type='application/ld+json'>" + b"[" * 500_000 + b"</script></html>",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_ends_in_a_letter_soon(bomb: str) -> None:
    start = time.monotonic()
    (got,) = read_bytes(BOMBS[bomb], name="bomb.html")
    assert time.monotonic() - start < 8
    assert isinstance(got.letter, BadDocument) and "\n" not in str(got.letter) and got.document is None


def test_a_page_just_within_the_limits_is_read() -> None:
    deep = "<div>" * 200 + "".join(f"<p>{text}</p>" for text in ENGLISH_BODY) + "</div>" * 200
    assert ENGLISH_BODY[0] in page_text(deep.encode())
    image = '<img src="data:image/png;base64,' + "A" * 500_000 + '">'
    assert ENGLISH_BODY[0] in page_text(page(ENGLISH_TITLE, ENGLISH_BODY, before=image).encode())
