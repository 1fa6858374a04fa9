"""`python -m chuangcheng.lib.planread FILE`: the plan in FILE as JSON."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from . import Unreadable, parse, read, to_json

_USAGE = "用法：planread FILE（.docx .pdf .txt .md .html）　usage: planread FILE"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the structure of the plan in the file named by `argv`; 0, or 1 with one line on standard error where it
    cannot be read."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if len(arguments) != 1 or arguments[0].startswith("-"):
        sys.stderr.write(_USAGE + "\n")
        return 2
    try:
        document = read(Path(arguments[0]))
    except Unreadable as refused:
        sys.stderr.write(f"{refused.zh} {refused.en}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"文件打不开：{arguments[0]}。 The file cannot be opened ({error.strerror}).\n")
        return 1
    sys.stdout.write(json.dumps(to_json(parse(document.text)), ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
