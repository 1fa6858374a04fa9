"""Prints, per band of confidence, how many findings readers confirmed and how many of their fields are right.

python -m chuangcheng.lib.planread.tests.calibration [FOLDER …]
"""

import sys
from collections import defaultdict
from pathlib import Path

from chuangcheng.lib.planread.tests.scoring import FIELDS, OPEN, OPENED, SECOND, THIRD, pairs


def bands(folders: list[Path]) -> dict[float, tuple[int, int, float]]:
    """Per confidence: findings, confirmed ones, and the share of the fields of those that are right."""
    counts: defaultdict[float, list[float]] = defaultdict(lambda: [0, 0, 0.0])
    for folder in folders:
        for pair in pairs(folder):
            gold_of = {f: g for g, f in pair.matches}
            for index, obligation in enumerate(pair.plan.obligations):
                row = counts[obligation.confidence]
                row[0] += 1
                if index in gold_of:
                    gold, found = pair.gold["obligations"][gold_of[index]], pair.found["obligations"][index]
                    row[1] += 1
                    row[2] += sum(sorted(get(gold)) == sorted(get(found)) for get in FIELDS.values()) / len(FIELDS)
    return {
        band: (int(found), int(right), fields / right if right else 0.0)
        for band, (found, right, fields) in sorted(counts.items(), reverse=True)
    }


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or [OPEN, OPENED, SECOND, THIRD]
    for band, (found, right, fields) in bands(folders).items():
        sys.stdout.write(f"{band:.2f}: {found} found, {right / found:.3f} confirmed, fields right {fields:.3f}\n")


if __name__ == "__main__":
    main()
