"""How often a client may ask: a bucket for each, which fills up again as time goes."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

_CLIENTS = 10_000  # buckets kept, the longest unused goes first
_MINUTE = 60.0


class Rates:
    """Buckets of ``each`` requests a minute.

    >>> now = [0.0]
    >>> rates = Rates(2, clock=lambda: now[0])
    >>> [rates.take("a") for _ in range(3)], rates.take("b")
    ([True, True, False], True)
    >>> now[0] = 30.0
    >>> rates.take("a")
    True
    """

    def __init__(self, each: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._each = each
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> bool:
        """Whether a client may ask once more; then it has."""
        left = self._now(client)
        self._left[client] = (left - (left >= 1), self._clock())
        self._left.move_to_end(client)
        if len(self._left) > _CLIENTS:
            self._left.popitem(last=False)
        return left >= 1

    def is_empty(self, client: str) -> bool:
        """Whether a client may not ask now; nothing is taken."""
        return self._now(client) < 1

    def _now(self, client: str) -> float:
        left, then = self._left.get(client, (float(self._each), self._clock()))
        return min(self._each, left + (self._clock() - then) * self._each / _MINUTE)
