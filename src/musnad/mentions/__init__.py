"""mentions: who and what is named here?"""

from musnad.mentions.find import find_mentions
from musnad.mentions.merge import merge_mentions
from musnad.mentions.phrases import Phrase, conjuncts, noun_phrase, phrase_before

__all__ = ["Phrase", "conjuncts", "find_mentions", "merge_mentions", "noun_phrase", "phrase_before"]
