"""Reading in several processes, in order, with few articles in flight; a process that dies takes only its article along.

A worker ends itself when the process that started it is gone, so that a killed `add` leaves nothing running.
"""

from __future__ import annotations

import gc
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

from musnad.archive.prepare import Article, Prepared, prepare
from musnad.errors import BadDocument, MusnadError

P = ParamSpec("P")
T = TypeVar("T")
Outcome = tuple[Article, Prepared | MusnadError]
_AHEAD = 4  # articles in flight for each worker
_COLLECT = 200  # articles between two collections of garbage in a worker (records hold no cycles)
_DEFECT = "this is a defect of Musnad: please report it with the article"


def read_all(articles: Iterable[Article], workers: int, model: bool = True) -> Iterator[Outcome]:
    """Each article with what came of it, in their order. `workers` 0 reads in this process."""
    if workers == 0:
        yield from ((article, attempt(article, model)) for article in articles)
    else:
        yield from _pooled(iter(articles), workers, model)


def in_worker_of_its_own(function: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """The function's result, worked out in a process that ends afterwards: what it loads (a model with threads of its own)
    is then not here when workers are forked."""
    with _pool(1) as pool:
        return pool.submit(function, *given, **named).result()


def attempt(article: Article, model: bool = True) -> Prepared | MusnadError:
    """`prepare`, with every error as a letter."""
    try:
        return prepare(article, model)
    except MusnadError as letter:
        return letter
    except Exception as error:
        return BadDocument(f"{_DEFECT} ({type(error).__name__}: {str(error)[:160]})")


def _pooled(articles: Iterator[Article], workers: int, model: bool) -> Iterator[Outcome]:
    waiting: deque[tuple[Article, Future[Prepared | MusnadError]]] = deque()
    pool = _pool(workers)
    try:
        more = True
        while more or waiting:
            while more and len(waiting) < workers * _AHEAD:
                article = next(articles, None)
                more = article is not None
                if article is not None:
                    waiting.append((article, _submitted(pool, article, model)))
            if waiting:
                article, future = waiting.popleft()
                try:
                    yield article, future.result()
                except BrokenProcessPool:
                    pool.shutdown(wait=False, cancel_futures=True)
                    again = [article, *(each for each, _ in waiting)]
                    waiting.clear()
                    yield from (_alone(each, model) for each in again)
                    pool = _pool(workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, article: Article, model: bool) -> Future[Prepared | MusnadError]:
    try:
        return pool.submit(_in_worker, article, model)
    except BrokenProcessPool as error:
        broken: Future[Prepared | MusnadError] = Future()
        broken.set_exception(error)
        return broken


def _alone(article: Article, model: bool) -> Outcome:
    """One article in a process of its own, after some article killed the process it was read in."""
    with _pool(1) as pool:
        try:
            return article, pool.submit(_in_worker, article, model).result()
        except BrokenProcessPool:
            letter = BadDocument("reading it killed the process (memory?): split it, or leave it out. " + _DEFECT + ".")
            return article, letter


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=workers, initializer=_start, initargs=(os.getpid(),))


_done = 0


def _start(parent: int) -> None:
    """A worker's first steps: no search for garbage while reading, and an end when the parent is gone."""
    gc.disable()
    end_with(parent)


def end_with(parent: int) -> None:
    """Let this process end when the one that started it is gone (looked at twice a second)."""
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _in_worker(article: Article, model: bool) -> Prepared | MusnadError:
    global _done
    _done += 1
    made = attempt(article, model)
    if _done == 1:
        gc.freeze()  # the compiled rules stay until the end
    if _done % _COLLECT == 0:
        gc.collect()
    return made
