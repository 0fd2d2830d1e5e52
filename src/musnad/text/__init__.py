"""text: where are its words, sentences and quotations?"""

from musnad.text.split import split_text

__all__ = ["split_text"]
