"""Old Word and WPS files, converted by LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from chuangcheng.lib.planread.unreadable import Unreadable

_SECONDS: Final = 90


def convert(data: bytes, suffix: str) -> bytes:
    """The .docx that LibreOffice makes of an old document. Raises `Unreadable("legacy")` without LibreOffice or
    where it fails."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Unreadable("legacy")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"plan{suffix}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", "docx", "--outdir", folder, str(source)]
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS)  # noqa: S603 - fixed command, own file
        except (subprocess.TimeoutExpired, OSError):
            raise Unreadable("legacy") from None
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise Unreadable("legacy")
        return made.read_bytes()
