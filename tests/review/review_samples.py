"""Invented articles for the review server (no such groups, people or events exist)."""

from __future__ import annotations

import json

ROWS = (
    {
        "title": "«لواء القمر الأزرق» يقصف ثكنة قرب الرقة",
        "text": "قال المتحدث باسم لواء القمر الأزرق رامي السنجاري إن مقاتلي اللواء قصفوا ثكنة للجيش قرب الرقة في 3 شباط 2024، "
        "ما أسفر عن مقتل 5 جنود. ونفت وزارة الدفاع وقوع الهجوم.",
        "outlet": "منبر النهر", "outlet_country": "SYR", "published": "2024-02-04", "url": "https://nahr.example/1",
    },
    {
        "title": "Blue Moon Brigade shells barracks near Raqqa",
        "text": "The Blue Moon Brigade shelled an army barracks near Raqqa on 3 February 2024, its spokesman Rami al-Sinjari "
        "said on Sunday. Five soldiers were killed. The brigade threatened to attack the airport of Aleppo.",
        "outlet": "Quay Courier", "outlet_country": "GBR", "published": "2024-02-04", "url": "https://quay.example/2",
    },
    {
        "title": "Lantern Front and Blue Moon Brigade announce an alliance",
        "text": "The Lantern Front announced an alliance with the Blue Moon Brigade in a statement on Monday. The statement said "
        "that Rami al-Sinjari leads the brigade. The army arrested three members of the Lantern Front in Homs.",
        "outlet": "Quay Courier", "outlet_country": "GBR", "published": "2024-03-10", "url": "https://quay.example/3",
    },
    {
        "title": "Police chief speaks in Basra",
        "text": "Police arrested 12 protesters in Basra on Tuesday, the Reed Party said. The police denied the arrests.",
        "outlet": "Marsh Wire", "outlet_country": "IRQ", "published": "2024-04-01", "url": "https://marsh.example/4",
    },
    {
        "title": "Amber Column attacks convoy",
        "text": "The Amber Column attacked a convoy near Tikrit on 5 May 2024, killing two drivers, its commander "
        "Zeyad Qasimoun said. The quartzword appears only here.",
        "outlet": "Cellar Gazette", "outlet_country": "IRQ", "published": "2024-05-06", "url": "https://cellar.example/5",
    },
)  # fmt: skip
PASSWORD = "four wooden lamps burning"
PEOPLE = {
    "rana": ("reader", ()), "basel": ("reviewer", ()), "amal": ("reviewer", ("north",)), "edda": ("editor", ()),
    "nour": ("editor", ("north",)), "adam": ("admin", ()),
}  # fmt: skip
RESTRICTED = 5  # the document that the tests keep for the team "north"


def lines() -> bytes:
    """The articles as JSON lines."""
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode()
