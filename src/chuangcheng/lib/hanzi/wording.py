"""What changed between two wordings, in the line."""

import difflib


def wording(old: str, new: str) -> list[tuple[str, str]]:
    """Stretches of both wordings in their order: marked "old" (taken out), "new" (put in) or "" (in both)."""
    found: list[tuple[str, str]] = []
    for op, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            found.append((old[a:b], ""))
            continue
        found += [(old[a:b], "old")] if b > a else []
        found += [(new[c:d], "new")] if d > c else []
    return found
