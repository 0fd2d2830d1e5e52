"""numbers: how many? Digits, number words, ranges and vague quantities, each with what it says at least and at most."""

from musnad.text.numbers.quantities import (
    Number,
    find_numbers,
    find_ordinals,
    free_numbers,
    number_words,
    value_of,
)

__all__ = ["Number", "find_numbers", "find_ordinals", "free_numbers", "number_words", "value_of"]
