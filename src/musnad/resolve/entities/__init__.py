"""Entities: the actors of many documents, proposed as clusters with scores and reasons; people judge.

    identity   are these named actors of two articles one? (pure)
    alias      evidence in one text that two names are one's
    propose    clusters over an archive, under judgements; only what changed is looked at again
"""
