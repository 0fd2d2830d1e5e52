"""Do two names name the same? Across scripts and spellings.

`compare(first, second, kind)` gives a `Comparison`: a score from 0 to 1 with the features that made it. `keys(name)`
are consonant keys under which candidates are looked up; a key never decides.
"""

from musnad.resolve.names.compare import Comparison, compare, features_of
from musnad.resolve.names.group import group_names
from musnad.resolve.names.key import keys
from musnad.resolve.names.name import Parsed, parse
from musnad.resolve.names.score import FEATURES, Feature

__all__ = ["FEATURES", "Comparison", "Feature", "Parsed", "compare", "features_of", "group_names", "keys", "parse"]
