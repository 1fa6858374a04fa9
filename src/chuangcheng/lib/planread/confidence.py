"""How sure a finding is: the share of findings like it that careful readers confirmed.

Each doubt about how the clause was read takes something off, each plain sign of a demand gives something back; the
sum falls into one of a few bands, whose values were set from plans read by hand (tests/calibration.py prints them
again), held down to what the first reading of plans unknown to the rules gave.
"""

from typing import Final

from .grammar import Part, Reading
from .grouping import Group

# Lowest sum of a band, and the share confirmed among findings in it.
BANDS: Final = ((0.0, 0.97), (-0.12, 0.9), (-0.26, 0.85), (-9.0, 0.55))


def confidence(length: int, each: Group, *, plain: bool) -> float:
    """The band's value. `plain`: the passage gives out tasks; elsewhere (goals, a notice's cover) only some
    sentences demand."""
    total = _signs(each.main) - _doubts(length, each) - (0.0 if plain else 0.15)
    return next(value for lowest, value in BANDS if total >= lowest)


def _signs(main: Reading) -> float:
    """A modal, a subject, a time or a figure says plainly that something is demanded."""
    signs = (bool(main.modal), main.agent, main.timed, main.counted, main.measured, main.phrase)
    return min(0.1, 0.05 * sum(signs))


def _doubts(length: int, each: Group) -> float:
    main = each.main
    found = {
        Part.NOMINAL: 0.3,
        Part.BARE: 0.15,
        Part.CIRCUMSTANCE: 0.2,
        Part.PURPOSE: 0.25,
        Part.WEAK: 0.1,
    }.get(main.part, 0.0)
    if not main.verb and not main.measured:
        found += 0.15
    if len(main.verb) == 1:
        found += 0.1
    if main.head and not (main.agent or main.modal or main.timed or main.measured or main.counted):
        found += 0.15  # a topic before the verb: the clause may tell rather than demand
    if length > 90:
        found += 0.1
    if length < 9 and not each.first and not _signs(main):
        found += 0.1  # a short later clause may belong to the one before it
    if any(r.part in {Part.BARE, Part.NOMINAL} for r in each.readings if r is not main):
        found += 0.1
    return found + (0.1 if len(each.readings) > 3 else 0.0)
