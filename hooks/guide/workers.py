"""Work that is done by all processors at once."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MANY = 100
"""Items for which it pays to start other processes."""
_at_work: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def spread(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """What `work` makes of each item, in their order. It may be done by a double of this process,
    which has all that is here now; what it changes there is lost."""
    workers = _processes()
    if workers == 1 or len(items) < MANY:
        yield from map(work, items)
        return
    _at_work.append((work, items))
    try:
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            yield from pool.imap(_in_worker, range(len(items)), chunksize=8)
    finally:
        _at_work.pop()


def aside(work: Callable[[], None], at_once: bool) -> Callable[[], None]:
    """Begin `work` in a double of this process, unless it is to be done here and now; what is given
    waits for its end. Of what a double did only files stay; where it failed, all is done again."""
    if at_once or _processes() == 1:
        work()
        return lambda: None
    double = multiprocessing.get_context("fork").Process(target=_quietly, args=(work,), daemon=True)
    double.start()

    def wait() -> None:
        double.join()
        if double.exitcode:
            work()

    return wait


def _quietly(work: Callable[[], None]) -> None:
    try:
        work()
    except BaseException:  # it is tried again where it can be told
        os._exit(1)


def _in_worker(number: int) -> Any:
    work, items = _at_work[-1]
    return work(items[number])


def _processes() -> int:
    """How many may work at once: one where a process cannot be doubled safely."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))
