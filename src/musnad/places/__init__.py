"""places: where? Finds place names, says which place each one is, and how precisely that is known."""

from musnad.places.find import find_places
from musnad.places.nested import name_around
from musnad.places.phrase import geocode_phrase
from musnad.places.precision import acled_precision, ucdp_precision
from musnad.places.resolve import resolve_places

__all__ = ["acled_precision", "find_places", "geocode_phrase", "name_around", "resolve_places", "ucdp_precision"]
