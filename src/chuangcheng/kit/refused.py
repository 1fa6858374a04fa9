"""The one error of the house: something was not done, and why, in words for the person who asked."""

from collections.abc import Mapping

FORBIDDEN, STALE, STATE, INVALID = "forbidden", "stale", "state", "invalid"
STATUS = {FORBIDDEN: 403, STALE: 409, STATE: 409, INVALID: 422}


class Refused(Exception):
    """Raised by verbs. Every door translates it: a page, problem+json, one line on the command line."""

    def __init__(self, words: str, *, why: str = INVALID, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(words)
        self.words, self.why, self.fields = words, why, dict(fields or {})

    @property
    def status(self) -> int:
        return STATUS[self.why]
