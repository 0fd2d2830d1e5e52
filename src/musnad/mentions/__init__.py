"""mentions: who and what is named here?"""

from musnad.mentions.find import find_mentions
from musnad.mentions.merge import merge_mentions
from musnad.mentions.money import find_money
from musnad.mentions.phrases import Phrase, conjuncts, noun_phrase, phrase_before

__all__ = ["Phrase", "conjuncts", "find_mentions", "find_money", "merge_mentions", "noun_phrase", "phrase_before"]
