"""claims: who says it? Attributions of a text, and the chain of every event and relation."""

from musnad.claims.attributions import find_attributions
from musnad.claims.chains import link_claims

__all__ = ["find_attributions", "link_claims"]
