"""How long a piece of work takes, and how it compares with its bare equivalent."""

import gc
from collections.abc import Callable
from time import perf_counter

_RUNS = 5


def seconds(work: Callable[[], object]) -> float:
    """One run with Python's garbage collector at rest, as while the window makes a paper."""
    gc.collect()
    gc.disable()
    try:
        begun = perf_counter()
        work()
        return perf_counter() - begun
    finally:
        gc.enable()


def best_ratio(ours: Callable[[], object], bare: Callable[[], object]) -> float:
    """The best run of ours to the best run of the bare one, in turn.

    What else the machine does meanwhile belongs to neither.
    """
    runs = [(seconds(ours), seconds(bare)) for _ in range(_RUNS)]
    return min(one for one, _ in runs) / min(other for _, other in runs)
