"""Invented articles (no such groups, people or events exist) with the places and days that the tests ask about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count

from sqlalchemy import create_engine, text

from musnad.intake import Received, read_bytes

_NUMBERS = count(1)
ROWS = (
    {
        "title": "«لواء الصقر الأبيض» يقصف معسكرا قرب حلب",
        "text": "قال المتحدث باسم لواء الصقر الأبيض سامر العلواني إن مقاتلي اللواء قصفوا معسكرا للجيش السوري قرب حلب "
        "في 12 آذار 2024، ما أسفر عن مقتل 7 جنود وإصابة 3 آخرين. ونفت وزارة الدفاع السورية وقوع الهجوم.",
        "outlet": "النهار الجديد", "outlet_country": "SYR", "published": "2024-03-13", "url": "https://nahar.example/1",
    },
    {
        "title": "White Falcon Brigade shells camp near Aleppo",
        "text": "The White Falcon Brigade shelled an army camp near Aleppo on 12 March 2024, its spokesman Samer al-Alwani "
        "said on Wednesday. Seven soldiers were killed. The brigade threatened to attack the airport of Damascus.",
        "outlet": "Harbour Post", "outlet_country": "GBR", "published": "2024-03-13", "url": "https://harbour.example/2",
    },
    {
        "title": "الحكومة اليمنية تعلن هدنة في تعز",
        "text": "أعلنت الحكومة اليمنية هدنة في تعز، وفق ما قاله الوزير نادر الحميري. وأضاف أن قوّات الحكومة لم تهاجم "
        "مواقع «كتائب الوادي» منذ يوم الأحد. وكانت الكتائب اختطفت ٤ مدنيين.",
        "outlet": "صوت الميناء", "outlet_country": "YEM", "published": "2024-04-02", "url": "https://mina.example/3",
    },
    {
        "title": "اتفاق بين كتائب الوادي ولواء الصقر",
        "text": "اتفقت كتائب الوادي مع لواء الصقر الأبيض على وقف القتال في إدلب. ولم يُقتل أحد. وسيجتمع الطرفان للحكومة "
        "المحلية مجددا في حلب.",
        "outlet": "صوت الميناء", "outlet_country": "YEM", "published": "2024-05-20", "url": "https://mina.example/4",
    },
)  # fmt: skip


def lines(rows: tuple[dict[str, str], ...] = ROWS) -> bytes:
    """The articles as JSON lines."""
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def received(rows: tuple[dict[str, str], ...] = ROWS) -> Iterator[Received]:
    """The articles as intake gives them."""
    return read_bytes(lines(rows), name="articles.jsonl")


def many(number: int) -> bytes:
    """So many short different articles, as JSON lines."""
    made = (
        {
            "text": f"Fighters of the Marsh Column attacked post {n} near Basra on Monday, police said.",
            "outlet": f"Reed News {n % 7}", "published": f"2024-06-{n % 28 + 1:02}",
        }
        for n in range(number)
    )  # fmt: skip
    return "\n".join(json.dumps(row) for row in made).encode()


def address(cluster: str) -> str:
    """The address of a new, empty database."""
    name = f"archive{next(_NUMBERS)}"
    engine = create_engine(f"postgresql+psycopg://musnad@/postgres?host={cluster}", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"postgresql://musnad@/{name}?host={cluster}"
