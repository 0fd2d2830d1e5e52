"""Resolution: who is who across documents, which articles report one thing, and on how many independent words.

Proposals only: the machine proposes with scores and reasons, people judge (`judgement`), and nothing is merged silently.

    names/      do two names name the same? words, sounds, consonant keys, scored features
    stories/    which articles report one event, who copied whom, where origins contradict each other
    stance      do two headlines agree?
    entities/   clusters of actors over an archive, under the judgements of people
"""
