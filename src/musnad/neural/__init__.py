"""The tagger: one small encoder that proposes mentions, predicates and their roles. See docs/model.md."""

from musnad.neural.proposals import Predicate, Proposals, Proposed
from musnad.neural.propose import propose
from musnad.neural.session import Tagger, tagger, tagger_or_letter

__all__ = ["Predicate", "Proposals", "Proposed", "Tagger", "propose", "tagger", "tagger_or_letter"]
