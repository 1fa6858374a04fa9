"""doctor, audit verify: whether all is there, and whether nothing was touched."""

import argparse
import importlib.util
import shutil
from typing import Any

from django.conf import settings
from django.db import connection

from chuangcheng.kit import heads, journal, tenancy
from chuangcheng.site.commands import say
from chuangcheng.site.commands.county import chosen

# module or program → what is missing without it, zh and en
OPTIONAL = [
    (
        "rapidocr",
        "扫描件、图片里的文字不能识别：扫描的方案请另存为带文字的文件",
        "scans cannot be read: save plans with text",
    ),
    ("cv2", "人脸、车牌只能手工遮盖", "faces and plates can only be covered by hand"),
    ("redis", "只能用单机队列", "only the single-machine queue"),
]
PROGRAMS = [("soffice", ".doc、.wps 不能直接上传：请先另存为 .docx", ".doc and .wps must be saved as .docx first")]


def add_to(commands: Any) -> None:
    doctor = commands.add_parser("doctor", help="what is missing here, and what that costs")
    doctor.set_defaults(run=run_doctor)
    audit = commands.add_parser(
        "audit", help="audit verify: prove that no journal row was changed or removed"
    ).add_subparsers(required=True)
    verify = audit.add_parser("verify")
    verify.add_argument("--county")
    verify.set_defaults(run=run_verify)


def run_doctor(given: argparse.Namespace) -> int:
    """Every county's database, the queue, the static files, optional parts. Exit 1 if something needed is missing."""
    wrong = [_database(county) for county in tenancy.all_counties()]
    if not wrong:
        say("✗ 还没有任何县：chuangcheng init")
    static = settings.STATIC_ROOT / "staticfiles.json"
    say(f"{'✓' if static.exists() else '✗'} 静态文件 {settings.STATIC_ROOT}")
    say(f"✓ 队列 {'Redis ' + settings.REDIS_URL if settings.REDIS_URL else '本机 SQLite'}")
    for name, zh, en in OPTIONAL:
        say(f"✓ {name}" if importlib.util.find_spec(name) else f"– {name} 未安装：{zh}（{en}）")
    for name, zh, en in PROGRAMS:
        say(f"✓ {name}" if shutil.which(name) else f"– {name} 未安装：{zh}（{en}）")
    return 1 if not wrong or any(wrong) else 0


def _database(county: tenancy.County) -> bool:
    """Whether something is wrong with a county's database."""
    from django.db.migrations.executor import MigrationExecutor

    with tenancy.county(county):
        try:
            executor = MigrationExecutor(connection)
            waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        except Exception as error:  # noqa: BLE001 - the doctor reports whatever it finds
            say(f"✗ {county.slug} {county.name}：数据库连不上（{error}）")
            return True
        missed = 0 if waiting else journal.Missed.objects.count()
    if missed:
        say(
            f"– {county.slug}：{missed} 件后续处理没有办成，见日志 chuangcheng.journal（{missed} reactions failed, see the log）"
        )
    state = f"有 {waiting} 个迁移没做，chuangcheng migrate" if waiting else "数据库正常"
    say(f"{'✗' if waiting else '✓'} {county.slug} {county.name}：{state}")
    return bool(waiting)


def run_verify(given: argparse.Namespace) -> int:
    """Walk the chain; exit 1 at the first fault. Says how many rows are not sealed yet."""
    with tenancy.county(chosen(given.county)):
        verdict = journal.verify()
        signed = heads.fault()
    say(f"已核对 {verdict.checked} 条，未封存 {verdict.unsealed} 条")
    if verdict.fault:
        say(f"✗ {verdict.fault}")
        return 1
    if signed:
        say(f"✗ {signed}")
        return 1
    say("✓ 链条完整")
    return 0
