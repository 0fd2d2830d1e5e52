"""Pages and rows written for the tests, about invented places and groups."""

from __future__ import annotations

ARABIC_TITLE = "هدنة في بلدة السد العالي بعد ثلاثة أيام من الاشتباكات"
ARABIC_BODY = (
    "أعلنت لجنة التنسيق في بلدة السد العالي مساء الخميس أن الهدنة دخلت حيز التنفيذ بعد مفاوضات شارك "
    "فيها وجهاء من القرى المجاورة.",
    "وقال مصدر في اللجنة إن «لواء الوادي» وافق على سحب مقاتليه من الطريق العام، وإن فرق الإسعاف نقلت "
    "سبعة جرحى إلى مستشفى المدينة.",
    "ولم يصدر أي تعليق من الجبهة الشمالية، التي كانت قد اتهمت اللواء بخرق اتفاق سابق أُبرم في الربيع الماضي.",
)
ENGLISH_TITLE = "Truce holds in High Dam after three days of clashes"
ENGLISH_BODY = (
    "A truce between two armed groups in the town of High Dam held through Friday, residents and a "
    "local official said, after three "
    "days of clashes that cut the main road to the valley.",
    "The coordination committee said fighters of the Valley Brigade had pulled back from the road "
    "and that ambulance crews were able "
    "to move seven wounded people to the city hospital.",
    "The Northern Front, which accused the brigade of breaking an earlier agreement, has not "
    "commented on the truce so far.",
)


def page(
    title: str,
    body: tuple[str, ...],
    head: str = "",
    before: str = "",
    lang: str = "",
    doctype: str = "<!DOCTYPE html>",
) -> str:
    """A news page with a menu, an article and a footer."""
    paragraphs = "\n".join(f"<p>{text}</p>" for text in body)
    return f"""{doctype}<html{f' lang="{lang}"' if lang else ""}><head><title>{title}</title>{head}</head><body>
    <nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
    <article><h1>{title}</h1>{before}{paragraphs}</article>
    <footer><p>Copyright, all rights reserved</p></footer></body></html>"""


def short_id(value: object) -> str:
    """A test's name for a value, in ASCII: bytes and odd characters make no readable names."""
    return ascii(value)[:40]
