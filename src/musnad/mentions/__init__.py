"""mentions: who and what is named here?"""

from musnad.mentions.phrases import Phrase, conjuncts, noun_phrase, phrase_before

__all__ = ["Phrase", "conjuncts", "noun_phrase", "phrase_before"]
