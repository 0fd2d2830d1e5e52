"""events: what happened, by whom, to whom, how many, where and when?

`find_events` for whole documents; for plain sentences `sentence_events`, `detect`, `classify_sentence`, `acled_of` and
`case_label`; `is_about_conflict` asks in front whether reading is worth while.
"""

from musnad.events.classify import acled_of, case_label
from musnad.events.find import find_events
from musnad.events.sentence import Found, classify_sentence, detect, main_of, sentence_events
from musnad.events.triage import is_about_conflict

__all__ = [
    "Found", "acled_of", "case_label", "classify_sentence", "detect", "find_events", "is_about_conflict", "main_of",
    "sentence_events",
]  # fmt: skip
