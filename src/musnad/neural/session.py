"""The tagger at work: windows of words in, scores of all heads out. onnxruntime on one thread, no network, no torch."""

from __future__ import annotations

import functools
import logging
import math
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from musnad.errors import BadModel
from musnad.neural import weights as files
from musnad.neural.labels import ROLE_WIDTH, ROLES
from musnad.neural.pieces import first_pieces
from musnad.neural.weights import HOW, Weights, load_weights, rows

log = logging.getLogger("musnad")
Floats = NDArray[np.float32]
MOST_PIECES = 510  # the base knows positions up to 512


class Read(NamedTuple):
    """One window: `tags` [words, tags of all layers]; `ask` and `give` [1 + words, roles, width], <s> first; `about` [2]."""

    tags: Floats
    ask: Floats
    give: Floats
    about: Floats

    def roles(self, word: int) -> Floats:
        """Probabilities [roles, 1 + words] that a word (or none of them: <s>) bears a role of the predicate at `word`."""
        scores = np.einsum("rw,prw->rp", self.ask[1 + word], self.give) / math.sqrt(ROLE_WIDTH)
        return np.asarray(1.0 / (1.0 + np.exp(-scores)), np.float32)


class Tagger:
    """Loaded weights. The net reads one window at a time: the same words give the same bytes whatever else is read."""

    def __init__(self, weights: Weights, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.hash = weights.hash
        self._words = weights.words
        self._tokenizer: Any = Tokenizer.from_str(weights.tokenizer)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(weights.net, options, providers=["CPUExecutionProvider"])

    def read(self, words: list[str], spaces: list[bool]) -> Read:
        """All heads over the words of one window (`spaces`: is there white space before the word?)."""
        ids, first = first_pieces(words, spaces, self._tokenizer)
        ids = ids[:MOST_PIECES]
        at = np.minimum(np.asarray(first, np.int64), len(ids) - 1)
        vectors = rows(self._words, np.asarray(ids, np.int64))[None]
        tags, ask, give, about = self._session.run(None, {"words": vectors})
        pointed = np.concatenate([[0], at])
        shape = (len(pointed), len(ROLES), ROLE_WIDTH)
        return Read(tags[at], ask[pointed].reshape(shape), give[pointed].reshape(shape), about)


@functools.cache
def tagger(folder: Path | None = None, threads: int = 1) -> Tagger:
    """The tagger of a folder of weights (default: those that came with this version), loaded once. Raises BadModel."""
    folder = folder or files.FOLDER
    weights = load_weights(folder)
    try:
        return Tagger(weights, threads)
    except ImportError as error:
        raise BadModel(f"the tagger needs the package {error.name}, which is not installed. {HOW}") from error
    except Exception as error:  # onnxruntime and tokenizers raise their own kinds
        raise BadModel(f"the tagger's weights in {folder} cannot be loaded ({type(error).__name__}). {HOW}") from error


@functools.cache
def tagger_or_letter() -> Tagger | BadModel:
    """The tagger, or the letter that says why there is none; the letter is also logged, once."""
    try:
        return tagger()
    except BadModel as letter:
        log.warning("%s", letter)
        return letter
