"""serve, worker, demo: the processes that do the work."""

import argparse
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections

from chuangcheng.kit import actors, tenancy
from chuangcheng.kit.refused import Refused
from chuangcheng.site.commands import county, say

log = logging.getLogger("chuangcheng.worker")
ROUND = 1.0  # seconds between the worker's rounds
PATIENCE = 5.0  # seconds that what served before has to end


def add_to(commands: Any) -> None:
    serve = commands.add_parser("serve", help="web and worker in one process tree")
    _serve_arguments(serve)
    serve.add_argument("--no-worker", action="store_true", help="web only; run chuangcheng worker elsewhere")
    serve.set_defaults(run=run_serve)

    worker = commands.add_parser("worker", help="jobs, journal sealing and notices only")
    worker.add_argument("--threads", type=int, default=2, help="threads a queue (there are two: quick and heavy)")
    worker.add_argument("--once", action="store_true", help="do what is waiting, then stop")
    worker.set_defaults(run=run_worker)

    demo = commands.add_parser("demo", help="build the demo county 澄浦县, if it is not there, and serve it")
    _serve_arguments(demo)
    demo.add_argument("--fresh", action="store_true", help="build it anew")
    demo.add_argument("--build-only", action="store_true", help="build it and stop")
    demo.set_defaults(run=run_demo)


def _serve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--address", default="127.0.0.1", help="0.0.0.0 to be reached from other machines")
    parser.add_argument("--workers", type=int, default=1, help="web processes")


def run_serve(given: argparse.Namespace) -> int:
    if not tenancy.all_counties():
        raise Refused("还没有任何县，请先 chuangcheng init（run chuangcheng init first）")
    held = hold(given.port)
    prepare()
    say(f"创城台：http://{_shown(given.address)}:{given.port}/   停止：Ctrl-C")
    return supervise(
        [_web(given)] + ([] if given.no_worker else [[sys.executable, "-m", "chuangcheng", "worker"]]), held
    )


def hold(port: int) -> int:
    """The lock of what serves this home at a port; children hold it too.

    Where somebody holds it, they get a moment to end; orphans of a server that was killed may live on, and whoever starts
    beside them is told, since old and new would both answer.
    """
    import fcntl

    Path(settings.CHUANGCHENG_HOME).mkdir(parents=True, exist_ok=True)
    held = os.open(Path(settings.CHUANGCHENG_HOME) / f"serve-{port}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return held
        except OSError:
            if time.monotonic() > until:
                say(
                    f"注意：端口 {port} 上还有先前启动的进程，新旧会同时应答，请先结束它们（older processes still serve port {port}: end them）"
                )
                return held
            time.sleep(0.2)


def _shown(address: str) -> str:
    return "localhost" if address in ("0.0.0.0", "127.0.0.1") else address  # noqa: S104


def prepare() -> None:
    """Bring databases and static files up to date before serving."""
    for one in tenancy.all_counties():
        county.migrate(one)
    call_command("collectstatic", verbosity=0, interactive=False)


def _web(given: argparse.Namespace) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", given.address, "--port", str(given.port),
        "--workers", str(given.workers), "--blocking-threads", "8", "--log-level", "warning", "--respawn-failed-workers",
        "chuangcheng.site.wsgi:application",
    ]  # fmt: skip


def supervise(commands: list[list[str]], held: int) -> int:
    """Run processes until one is told to stop; one that dies is started again."""
    environment = {**os.environ, "CHUANGCHENG_HOME": str(settings.CHUANGCHENG_HOME)}
    running = [subprocess.Popen(command, env=environment, pass_fds=[held]) for command in commands]  # noqa: S603 - our own commands
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    while not stopping.wait(0.5):
        for n, process in enumerate(running):
            if process.poll() is not None:
                log.warning("%s stopped with %s; starting it again", commands[n][2:4], process.returncode)
                time.sleep(1)
                running[n] = subprocess.Popen(commands[n], env=environment, pass_fds=[held])  # noqa: S603
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
    return 0


def run_worker(given: argparse.Namespace) -> int:
    from chuangcheng.kit.queue import QUEUES

    if given.once:
        return _drain()
    stopping = threading.Event()
    threading.Thread(target=_chores, args=(stopping,), daemon=True).start()
    consumers = [
        queue.create_consumer(workers=given.threads, periodic=False, initial_delay=0.05, max_delay=0.5)
        for queue in QUEUES.values()
    ]
    for consumer in consumers:
        consumer.start()
    for number in (signal.SIGINT, signal.SIGTERM):  # huey set its own for the last consumer only
        signal.signal(number, lambda *_: stopping.set())
    while not stopping.wait(0.5):
        pass
    for consumer in consumers:
        consumer.stop(graceful=True)
    return 0


def _chores(stopping: threading.Event) -> None:
    """The worker's own rounds: rescue, seal, feed, and what comes by the hour."""
    from chuangcheng.kit.queue import tend

    while not stopping.wait(ROUND):
        try:
            tend()
            due()
        except Exception:
            log.exception("A round of the worker failed")
        finally:
            close_old_connections()


def due() -> None:
    """Enqueue every periodic job whose time has come."""
    from chuangcheng.kit import periodic

    for one in tenancy.all_counties():
        try:
            with tenancy.county(one):
                periodic.enqueue_due(actors.system())
        except Exception:
            log.exception("What comes by the clock failed in %s", one.slug)


def _drain() -> int:
    from chuangcheng.kit import jobs
    from chuangcheng.kit.queue import tend

    for one in tenancy.all_counties():
        with tenancy.county(one):
            while waiting := list(jobs.Job.objects.filter(state=jobs.QUEUED).order_by("created_at")):
                for job in waiting:
                    jobs.run(str(job.pk))
    tend()
    return 0


def run_demo(given: argparse.Namespace) -> int:
    from chuangcheng.site import demo

    if given.fresh:
        demo.remove()
    demo.build(say)
    prepare()
    if given.build_only:
        return 0
    demo.introduce(say, f"http://{_shown(given.address)}:{given.port}/")
    return supervise([_web(given), [sys.executable, "-m", "chuangcheng", "worker"]], hold(given.port))
