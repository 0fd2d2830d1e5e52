"""Places: a compiled gazetteer (GeoNames plus the project's own overlay) and its builder. Imports only `record` and errors."""

from musnad.gazetteer.entry import KINDS, Entry
from musnad.gazetteer.fold import key
from musnad.gazetteer.lookup import Gazetteer

__all__ = ["KINDS", "Entry", "Gazetteer", "key"]
