"""The tagger: proposes mentions, predicates and their roles."""
