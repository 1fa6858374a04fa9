"""The parts of docs/ that come from the code: ./dev docs writes them anew, ./dev docs check only says whether they are right.

Between `<!-- life:duties.DUTY -->` and `<!-- /life -->` stands the diagram of that life, drawn from its table.
"""

import importlib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIFE = re.compile(r"<!-- life:(\w+)\.(\w+) -->.*?<!-- /life -->", re.DOTALL)


def drawn(found: re.Match[str]) -> str:
    room, name = found.groups()
    life = getattr(importlib.import_module(f"chuangcheng.rooms.{room}.life"), name)
    return f"<!-- life:{room}.{name} -->\n```mermaid\n{life.diagram()}\n```\n<!-- /life -->"


def main(arguments: list[str]) -> int:
    stale = []
    for path in sorted((ROOT / "docs").rglob("*.md")):
        text = path.read_text("utf-8")
        fresh = LIFE.sub(drawn, text)
        if fresh != text:
            stale.append(path)
            if arguments != ["check"]:
                path.write_text(fresh, "utf-8")
    for path in stale:
        print(path.relative_to(ROOT))
    return int(bool(stale) and arguments == ["check"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
