"""What changed between two wordings, in the line."""

import difflib
import re

_PIECES = re.compile(r"\d+(?:\.\d+)*|[A-Za-z]+|.", re.DOTALL)


def wording(old: str, new: str) -> list[tuple[str, str]]:
    """Stretches of both wordings in their order: marked "old" (taken out), "new" (put in) or "" (in both).

    Characters are compared, but numbers and words in Latin letters as wholes: 13 is not 3 with a 1 before it.
    """
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    found: list[tuple[str, str]] = []
    for op, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(("".join(before[a:b]), ""))
            continue
        found += [("".join(before[a:b]), "old")] if b > a else []
        found += [("".join(after[c:d]), "new")] if d > c else []
    return found
