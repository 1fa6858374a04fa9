"""Prove an export of Chuangcheng with nothing but Python: python3 verify.py [FOLDER]

Reads datapackage.json and checks that every table is as it was written, that every file is what its name says, and that
no entry of the journal was changed, taken out or put in: each entry's digest is the SHA-256 of the digest before it and
of the entry's own text.
"""

import csv
import hashlib
import json
import sys
from pathlib import Path

CHAINED = ["id", "at", "actor_id", "kind", "verb", "record_id", "change", "facts", "door", "address", "seq"]


def main(folder: Path) -> int:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    faults = [*_tables(folder, package), *_files(folder), *_journal(folder, package["chuangcheng"]["journal"])]
    faults += package["chuangcheng"]["damaged"]
    for words in faults:
        print(f"✗ {words}")  # noqa: T201 - a program for a terminal
    print("✓ 完好（whole）" if not faults else f"{len(faults)} 处问题（faults）")  # noqa: T201
    return 1 if faults else 0


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _tables(folder: Path, package: dict) -> list:  # type: ignore[type-arg]
    found = []
    for resource in package["resources"]:
        path = folder / resource["path"]
        if not path.exists():
            found.append(f"{resource['path']} 不在了（missing）")
        elif f"sha256:{_digest(path)}" != resource["hash"]:
            found.append(f"{resource['path']} 被改动（was changed）")
    return found


def _files(folder: Path) -> list:  # type: ignore[type-arg]
    found = []
    with (folder / "files.csv").open(encoding="utf-8-sig", newline="") as source:
        for row in csv.DictReader(source):
            path = folder / row["path"]
            if row["path"] and not path.is_file():
                found.append(f"{row['path']} 不在了（missing）")
            elif row["path"] and _digest(path) != row["sha256"]:
                found.append(f"{row['path']} 被改动（was changed）")
    return found


def _journal(folder: Path, head: dict) -> list:  # type: ignore[type-arg]
    signed = _heads(folder / "journal.heads")
    digest, seq = "0" * 64, 0
    with (folder / "journal.jsonl").open(encoding="utf-8") as source:
        for line in source:
            entry = json.loads(line)
            if entry["seq"] is None:  # not sealed yet
                continue
            seq += 1
            text = [entry[name] for name in CHAINED]
            text = json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            digest = hashlib.sha256(f"{digest}{text}".encode()).hexdigest()
            if entry["seq"] != seq or entry["digest"] != digest:
                return [f"日志第 {seq} 条对不上（entry {seq} of the journal does not match）"]
            if signed.get(seq, digest) != digest:
                return [f"日志第 {seq} 条与签过的链尾不一致（entry {seq} differs from what was signed）"]
    same = seq == head["seq"] and (not seq or digest == head["digest"])
    return [] if same else [f"日志应到第 {head['seq']} 条，只到第 {seq} 条（the journal was cut）"]


def _heads(path: Path) -> dict:  # type: ignore[type-arg]
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    parts = [line.split(" ") for line in lines]
    return {int(part[1]): part[2] for part in parts if len(part) == 4}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent))
