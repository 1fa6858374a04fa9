"""Guessing has a price: after a few wrong tries a person waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from chuangcheng.kit.refused import FORBIDDEN, Refused

MOST = 8
PAUSE = 30 * 60  # seconds


class Guess:
    """One try; `wrong` counts it. The very same wrong words again (many signed at once with one slip) are no new try."""

    def __init__(self, key: str) -> None:
        self.key = key

    def wrong(self, tried: str = "") -> None:
        trace = salted_hmac(self.key, tried).hexdigest() if tried else ""
        if trace and cache.get(f"{self.key}:last") == trace:
            return
        cache.set(f"{self.key}:last", trace, PAUSE)
        cache.add(self.key, 0, PAUSE)
        cache.incr(self.key)


@contextmanager
def attempts(what: str, who: Any) -> Iterator[Guess]:
    """Raises Refused while the person has too many wrong tries behind them; a right one clears the count."""
    key = f"attempts:{what}:{who}"
    if int(cache.get(key) or 0) >= MOST:
        raise Refused(_("密码输错次数太多，请半小时后再试，或请管理员解除锁定。"), why=FORBIDDEN)
    yield Guess(key)
    cache.delete(key)


def forget(what: str, who: Any) -> None:
    """Release somebody who has to wait."""
    cache.delete(f"attempts:{what}:{who}")
