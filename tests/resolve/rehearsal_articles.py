"""Forty invented articles in Arabic and English: one statement carried by twenty outlets with small edits, one witness of
another outlet's own, one denial, and eighteen articles about other things. No such groups, people or events exist."""

# ruff: noqa: E501  sentences stay on their lines
from __future__ import annotations

import json
from typing import Any

DAY = "2024-06-12"
ARABIC = (
    "{opening} كتيبة نسور الرمل أن دورية لها تعرضت لكمين مساء الثلاثاء 11 حزيران قرب جسر السلمية في ريف حماة، ما أدى إلى مقتل أربعة من "
    "عناصرها. وقال قائد الكتيبة فراس الحداد في بيان إن مسلحين أطلقوا النار من بستان زيتون ثم انسحبوا شرقا. {middle}{end}"
)
MIDDLES = (
    "واتهم البيان لواء رماة الوادي بتدبير الكمين. ",
    "واتهمت الكتيبة لواء رماة الوادي بتدبير الكمين، ",
    "وحمّل البيان لواء رماة الوادي المسؤولية. ",
)
ENDS = (
    "وأضاف أن الكتيبة أغلقت الطريق وبدأت تفتيش المزارع القريبة.",
    "وأضاف أن الطريق أغلق وأن المزارع القريبة تُفتش.",
    "وأشار إلى أن الكتيبة أغلقت الطريق وبدأت تفتيش المزارع القريبة، داعيا الأهالي إلى تجنب الجسر.",
)
OPENINGS = ("أعلنت", "قالت", "ذكرت", "أكدت")
TITLES = (
    "مقتل أربعة من كتيبة نسور الرمل في كمين قرب السلمية",
    "كمين قرب جسر السلمية يقتل أربعة من نسور الرمل",
    "كتيبة نسور الرمل: أربعة قتلى في كمين بريف حماة",
)
ENGLISH = (
    "The Sand Eagles Battalion {said} that a patrol of its was ambushed on Tuesday evening, 11 June, near the bridge of Salamiyah in the "
    "countryside of Hama, and four of its members were killed. Battalion commander Firas al-Haddad said in a statement that gunmen "
    "opened fire from an olive grove and withdrew eastwards. The statement accused the Valley Archers Brigade of planning the "
    "ambush. {end}"
)
ENGLISH_ENDS = (
    "The battalion closed the road and began to search nearby farms, it added.",
    "It added that the road had been closed and that farms nearby were being searched.",
)
ENGLISH_TITLES = ("Four Sand Eagles killed in ambush near Salamiyah", "Ambush near Salamiyah bridge kills four battalion members")
WITNESS = {
    "title": "طبيب في السلمية: نقلنا أربعة قتلى من موقع الكمين", "outlet": "مرايا حماة",
    "text": "قال طبيب في مشفى السلمية لمراسلة «مرايا حماة» إن سيارات الإسعاف نقلت مساء الثلاثاء 11 حزيران أربعة قتلى من موقع كمين قرب جسر "
    "السلمية في ريف حماة. وأوضح الطبيب أن المشفى استقبل جريحا واحدا حالته مستقرة، وأن الجثث سُلّمت إلى ذويها صباح الأربعاء. "
    "ولم يعرف الطبيب من أطلق النار.",
}  # fmt: skip
DENIAL = {
    "title": "لواء رماة الوادي: لم يقع أي كمين قرب السلمية", "outlet": "بريد الوادي",
    "text": "نفى لواء رماة الوادي وقوع أي كمين قرب جسر السلمية في ريف حماة مساء الثلاثاء 11 حزيران. وقال المتحدث باسم اللواء نزار القاسمي إن "
    "رواية كتيبة نسور الرمل مختلقة وإن الطريق كان مفتوحا طوال الليل. ودعا إلى لجنة من وجهاء المنطقة.",
}  # fmt: skip
OTHERS = (
    ("اتفاق في تعز على فتح معبر", "أعلن مجلس أعيان تعز التوصل إلى اتفاق على فتح معبر شرق المدينة يوم {d} حزيران. وقال رئيس المجلس ماجد الشرعبي إن العمل يبدأ خلال أسبوع."),
    ("قصف على أطراف سرت", "قالت غرفة إنقاذ سرت إن قذيفتين سقطتا يوم {d} حزيران على أطراف سرت في ليبيا ولم يصب أحد. وبدأت الشرطة تحقيقا."),
    ("احتجاج في الناصرية على انقطاع المياه", "تظاهر مئات من سكان الناصرية في العراق يوم {d} حزيران احتجاجا على انقطاع المياه. وقال المحافظ إن الضخ سيعود."),
    ("وصول قافلة إلى الفاشر", "وصلت قافلة إغاثة إلى الفاشر في السودان يوم {d} حزيران. وقال منسق القافلة عادل النور إنها تحمل دواء وطحينا."),
    ("توقيف مهرب سلاح في صيدا", "أوقفت الشرطة في صيدا بلبنان يوم {d} حزيران رجلا يشتبه في تهريبه سلاحا. وصادرت ست بنادق."),
    ("افتتاح مدرسة في المكلا", "افتتحت إدارة التربية في المكلا باليمن مدرسة جديدة يوم {d} حزيران. وتضم المدرسة عشرة صفوف."),
    ("انفجار لغم قرب كركوك", "انفجر لغم قديم قرب كركوك في العراق يوم {d} حزيران وأصاب راعيا. وقالت فرق الإزالة إن الحقل لم يُعلّم."),
    ("محادثات في بنغازي حول الميناء", "بدأت في بنغازي بليبيا يوم {d} حزيران محادثات حول إدارة الميناء. وشارك فيها وفد من البلدية."),
    ("إطلاق محتجزين في زنجبار", "أطلقت قوة ساحل أبين خمسة محتجزين في زنجبار باليمن يوم {d} حزيران. وقال قائدها إنهم لم يُتهموا بشيء."),
)  # fmt: skip
OTHERS_ENGLISH = (
    ("Council reopens crossing in Taiz region", "Traders in Marib said on {d} June that the market of the town reopened after a week. A committee of elders inspected the shops."),
    ("Fishermen protest in Aden", "Dozens of fishermen protested in Aden, Yemen, on {d} June against new fees. Their union asked for talks."),
    ("Clinic attacked in Kassala", "Gunmen attacked a clinic in Kassala, Sudan, on {d} June and took medicines. Nobody was hurt, its director Huda Salih said."),
    ("Bridge repaired in Mosul", "Engineers finished repairing a bridge in Mosul, Iraq, on {d} June. The governor thanked the workers."),
    ("Flood damages camp in Hasakah", "A flood damaged forty tents in a camp near Hasakah, Syria, on {d} June. Aid workers moved the families."),
    ("Police seize explosives in Tripoli", "Police in Tripoli, Libya, seized explosives in a garage on {d} June. Two men were arrested."),
    ("Ceasefire monitored in Hodeidah", "Monitors in Hodeidah, Yemen, reported a quiet day on {d} June. They will meet both sides on Sunday."),
    ("Strike at the port of Latakia", "Dock workers in Latakia, Syria, went on strike on {d} June over wages. The harbour office offered talks."),
    ("Drone shot down over Misrata", "A force in Misrata, Libya, said it shot down a drone on {d} June. It showed pictures of the wreck."),
)  # fmt: skip


def rows() -> list[dict[str, Any]]:
    """The forty articles as rows that intake reads."""
    made = [_arabic_copy(n) for n in range(14)] + [_english_copy(n) for n in range(6)]
    made += [_row(WITNESS["title"], WITNESS["text"], WITNESS["outlet"], DAY), _row(DENIAL["title"], DENIAL["text"], DENIAL["outlet"], "2024-06-13")]
    for n, (title, text) in enumerate((*OTHERS, *OTHERS_ENGLISH), 1):
        made.append(_row(title, text.format(d=n + 1), f"Other Outlet {n}", f"2024-06-{n + 2:02d}"))
    return made


def _arabic_copy(n: int) -> dict[str, Any]:
    text = ARABIC.format(opening=OPENINGS[n % 4], middle=MIDDLES[n % 3], end=ENDS[(n // 3) % 3])
    return _row(TITLES[n % 3], text, f"صحيفة الرمال {n + 1}", DAY)


def _english_copy(n: int) -> dict[str, Any]:
    text = ENGLISH.format(said=("said", "announced")[n % 2], end=ENGLISH_ENDS[(n // 2) % 2])
    return _row(ENGLISH_TITLES[n % 2], text, f"Dune Courier {n + 1}", DAY)


def _row(title: str, text: str, outlet: str, published: str) -> dict[str, Any]:
    return {"title": title, "text": text, "outlet": outlet, "published": published}


def lines() -> bytes:
    """The articles as JSON lines."""
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows()).encode()
