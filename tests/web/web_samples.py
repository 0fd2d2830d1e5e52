"""Invented articles for the workbench (no such groups, people, towns or events exist)."""

from __future__ import annotations

import json

ALLIANCE = (
    "«كتائب سهل النخيل» و«لواء الضفة البيضاء» يعلنان تحالفا\n"
    "أعلنت كتائب سهل النخيل بقيادة العقيد المنشق سامر العوادي (أبو ليث) تحالفها مع "
    "لواء الضفة البيضاء، وفق بيان مشترك حصل "
    "موقع «مرآة الساحل» على نسخة منه يوم الأحد 3 آذار 2024.\n"
    "واتهم البيان جهاز الأمن العسكري بالوقوف وراء محاولة اغتيال فاشلة استهدفت "
    "العوادي في حمص في كانون الثاني 2024. ونفى متحدث "
    "باسم وزارة الدفاع السورية أي علاقة للجهاز بالحادثة.\n"
    "وقال مصدر طبي إن 7 مدنيين قتلوا وأصيب 12 آخرون في قصف مدفعي على قرية قرب حماة يوم السبت.\n"
    "وتوقعت مصادر قريبة من الكتائب أن تشن هجوما على مطار حلب في الأسابيع المقبلة."
)
RAID_AR = (
    "قتلى في قصف على سوق في إدلب\n"
    "قتل 9 مدنيين وأصيب 20 آخرون في قصف صاروخي نفذته كتائب سهل النخيل على سوق في "
    "مدينة إدلب يوم الثلاثاء 5 آذار 2024، حسبما قال "
    "مدير المستشفى ياسين الحموي لموقع «مرآة الساحل»."
)
RAID_AR_OTHER = (
    "سهل النخيل تنفي قصف سوق إدلب\n"
    "نفت كتائب سهل النخيل أن تكون قصفت سوقا في مدينة إدلب يوم الثلاثاء 5 آذار 2024. "
    "وقال المتحدث باسم الكتائب رائد الجابري إن "
    "4 مدنيين قتلوا في القصف الصاروخي على السوق وإن الجيش السوري هو من نفذه."
)
RAID_EN = (
    "Rocket fire kills nine at Idlib market\n"
    "The Palm Plain Battalions shelled a market in Idlib with rockets on Tuesday, 5 "
    "March 2024, killing 9 civilians and wounding "
    "20, hospital director Yasin al-Hamwi said. The battalions denied the attack."
)
# Two groups with like names, each in two articles: nobody but a person can say whether they are one.
LANTERN = (
    "Post attacked near Hama\nThe Copper Lantern Front attacked an army post near Hama on 2 May 2024, a local official said.",
    "Front claims second attack\nThe Copper Lantern Front shelled an army base near Homs on 4 May 2024, residents said.",
    "Village taken\nThe Copper Lantern Movement seized a village near Hama on 6 May 2024, a local official said.",
    "Movement frees captives\nThe Copper Lantern Movement released 3 soldiers in Homs on 9 May 2024, residents said.",
)
ROWS = (
    {"text": ALLIANCE, "outlet": "مرآة الساحل", "outlet_country": "LBN", "published": "2024-03-03"},
    {"text": RAID_AR, "outlet": "مرآة الساحل", "outlet_country": "LBN", "published": "2024-03-06"},
    {"text": RAID_AR, "outlet": "نشرة البادية", "outlet_country": "SYR", "published": "2024-03-06", "url": "https://badiya.example/2"},
    {"text": RAID_AR_OTHER, "outlet": "وكالة الرافد", "outlet_country": "IRQ", "published": "2024-03-07"},
    {"text": RAID_EN, "outlet": "Quay Courier", "outlet_country": "GBR", "published": "2024-03-06"},
    *({"text": text, "outlet": "Harbour Dispatch", "outlet_country": "GBR", "published": "2024-05-10"} for text in LANTERN),
)  # fmt: skip
PASSWORD = "a-long-invented-password"
PEOPLE = {"amal": "reviewer", "basil": "reviewer", "dunya": "editor", "rim": "reader"}


def lines() -> bytes:
    """The articles as JSON lines; the copy differs from its origin by one sentence, as copies do."""
    rows = [{**row, "title": row["text"].split("\n")[0]} for row in ROWS]
    rows[2]["text"] += "\nنقلا عن موقع «مرآة الساحل»."
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
