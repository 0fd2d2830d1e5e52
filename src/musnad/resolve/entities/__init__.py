"""Entities: the actors of many documents, proposed as clusters with scores and reasons; people judge.

    identity   are these named actors of two articles one? (pure)
    alias      evidence in one text that two names are one's
    lookup     the archive's names by their keys
    plan       clusters over an archive, under judgements, found by reading alone; only what changed is looked at again
    keep       what was planned, written
"""
