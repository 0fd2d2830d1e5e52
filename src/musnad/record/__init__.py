"""The nouns of Musnad and how they travel. This room imports no other."""

from musnad.record.document import Document
from musnad.record.nouns import (
    BODIES,
    PLACES,
    Acled,
    Actor,
    Attribution,
    Candidate,
    Claim,
    Event,
    Mention,
    Modality,
    Name,
    Place,
    Reader,
    Relation,
    Role,
    TimeValue,
    Toll,
    item_id,
)
from musnad.record.quick import changed, quick
from musnad.record.reason import Reason
from musnad.record.record import Item, Record
from musnad.record.span import Span, cover
from musnad.record.text import Quote, Sentence, Text, Token

__all__ = [
    "BODIES", "PLACES", "Acled", "Actor", "Attribution", "Candidate", "Claim", "Document", "Event", "Item", "Mention", "Modality",
    "Name", "Place", "Quote", "Reader", "Reason", "Record", "Relation", "Role", "Sentence", "Span", "Text", "TimeValue",
    "Token", "Toll", "changed", "cover", "item_id", "quick",
]  # fmt: skip
