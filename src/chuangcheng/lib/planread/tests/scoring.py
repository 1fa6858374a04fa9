"""Scores parsed plans against plans read by hand (`NN.txt` with `NN.gold.json` in the folders of `plans/`).

An obligation is found where a parsed one overlaps it by half of their union or more, each used once, best first. A
field counts on all obligations: one of a missed obligation is missed, one of a spurious obligation is spurious.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from chuangcheng.lib.planread import Plan, parse, to_json

OPEN = Path(__file__).parent / "plans" / "open"
OPENED = Path(__file__).parent / "plans" / "opened"
SECOND = Path(__file__).parent / "plans" / "second"
THIRD = Path(__file__).parent / "plans" / "third"
_AROUND = re.compile(r"(及其?)?(周边|两侧|周围|沿线)$")


def _texts(items: Any) -> list[str]:
    return [item["text"] if isinstance(item, dict) else item for item in items or []]


FIELDS: dict[str, Callable[[dict[str, Any]], list[Any]]] = {
    "responsible": lambda o: _texts(o.get("responsible")),
    "cooperating": lambda o: _texts(o.get("cooperating")),
    "cadence": lambda o: [o["cadence"]["value"]] if o.get("cadence") else [],
    "quantity": lambda o: [(q["op"], float(q["value"]), q.get("unit") or "") for q in o.get("quantity") or []],
    "deadline": lambda o: [o["deadline"]["value"]] if o.get("deadline") else [],
    "target": lambda o: [t["kind"] for t in o.get("target") or []],
    "places": lambda o: [_AROUND.sub("", text) for text in _texts(o.get("places"))],
}


class Pair:
    """One plan: its text, what readers found in it, what the parser found, and which belong together."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text("utf-8")
        self.gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
        self.plan: Plan = parse(self.text)
        self.found: dict[str, Any] = to_json(self.plan)
        spans = [_span(self.text, o["quote"], o.get("nth", 1)) for o in self.gold["obligations"]]
        self.matches = match(spans, [(o.start, o.end) for o in self.plan.obligations])


def _span(text: str, quote: str, nth: int) -> tuple[int, int]:
    at = -1
    for _ in range(nth):
        at = text.index(quote, at + 1)
    return at, at + len(quote)


def match(gold: list[tuple[int, int]], found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of positions (gold, found)."""
    candidates = []
    for g, (gs, ge) in enumerate(gold):
        for f, (fs, fe) in enumerate(found):
            shared = min(ge, fe) - max(gs, fs)
            if shared > 0 and shared / (max(ge, fe) - min(gs, fs)) >= 0.5:
                candidates.append((shared / (max(ge, fe) - min(gs, fs)), g, f))
    used_g: set[int] = set()
    used_f: set[int] = set()
    out = []
    for _, g, f in sorted(candidates, reverse=True):
        if g not in used_g and f not in used_f:
            used_g.add(g)
            used_f.add(f)
            out.append((g, f))
    return out


def pairs(folder: Path = OPEN) -> Iterator[Pair]:
    """Every plan of a folder, parsed and matched."""
    for path in sorted(folder.glob("*.gold.json")):
        yield Pair(path)


def scores(folder: Path = OPEN) -> dict[str, float]:
    """F1 of headings, obligations and each field over a folder of plans."""
    totals: dict[str, list[int]] = {key: [0, 0, 0] for key in ["headings", "obligations", *FIELDS]}
    for pair in pairs(folder):
        for key, row in _rows(pair):
            totals[key] = [a + b for a, b in zip(totals[key], row, strict=True)]
    return {key: 2 * hit / (gold + found) if gold + found else 1.0 for key, (hit, gold, found) in totals.items()}


def _rows(pair: Pair) -> Iterator[tuple[str, list[int]]]:
    gold = Counter((h["level"], h["text"].strip("。：: ")) for h in pair.gold["headings"])
    found = Counter((h.level, h.text.strip("。：: ")) for h in pair.plan.headings)
    yield "headings", [(gold & found).total(), gold.total(), found.total()]
    asked, answered = pair.gold["obligations"], pair.found["obligations"]
    yield "obligations", [len(pair.matches), len(asked), len(answered)]
    for name, get in FIELDS.items():
        hit = sum((Counter(get(asked[g])) & Counter(get(answered[f]))).total() for g, f in pair.matches)
        yield name, [hit, sum(len(get(o)) for o in asked), sum(len(get(o)) for o in answered)]
