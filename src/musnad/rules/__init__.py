"""The small engine that all rule files use. It knows no language: languages are data."""

from musnad.rules.fold import Folder
from musnad.rules.hit import Entry, Hit, Reading
from musnad.rules.lexicon import Lexicon, Split
from musnad.rules.load import load_rules
from musnad.rules.pattern import Captures, Pattern, PatternSet, Resolve, compile_pattern
from musnad.rules.schema import (
    Anything,
    Flag,
    Lexical,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Problem,
    Schema,
    Struct,
    Text,
    with_classes,
)
from musnad.rules.wordclass import WORD_CLASS, WordClass, make_class

__all__ = [
    "WORD_CLASS", "Anything", "Captures", "Entry", "Flag", "Folder", "Hit", "Lexical", "Lexicon", "ListOf", "MapOf",
    "Number", "OneOf", "Pattern", "PatternSet", "Problem", "Reading", "Resolve", "Schema", "Split", "Struct", "Text",
    "WordClass", "compile_pattern", "load_rules", "make_class", "with_classes",
]  # fmt: skip
