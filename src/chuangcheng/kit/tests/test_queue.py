"""A job's key reaches a worker through either queue, over SQLite and over Redis, in its county's name."""

import socket
import time

from huey import RedisHuey, SqliteHuey

from chuangcheng.kit import queue, tenancy


def _redis_answers() -> bool:
    with socket.socket() as knock:
        knock.settimeout(0.3)
        return knock.connect_ex(("127.0.0.1", 6379)) == 0


def _queues(tmp_path):
    yield SqliteHuey("test", filename=str(tmp_path / "queue.sqlite3"), results=False)
    if _redis_answers():
        held = RedisHuey("chuangcheng-test", url="redis://127.0.0.1:6379/9", results=False)
        held.flush()
        yield held


def test_what_is_put_in_comes_out_at_a_worker(tmp_path):
    for held in _queues(tmp_path):
        seen: list[tuple[str, str]] = []
        carry = held.task(name="carry")(lambda slug, key, seen=seen: seen.append((slug, key)))
        consumer = held.create_consumer(workers=1, periodic=False, initial_delay=0.01, max_delay=0.05)
        consumer._set_signal_handlers = lambda: None  # a test does not take the process's signals
        carry("chengpu", "a")
        carry("linshan", "b")
        consumer.start()
        until = time.monotonic() + 5
        while len(seen) < 2 and time.monotonic() < until:
            time.sleep(0.01)
        consumer.stop()
        assert seen == [("chengpu", "a"), ("linshan", "b")], type(held).__name__


def test_long_work_has_a_queue_of_its_own(world, monkeypatch):
    sent = []
    monkeypatch.setattr(
        queue, "_TASKS", {name: lambda slug, key, name=name: sent.append((name, slug)) for name in queue.QUEUES}
    )
    queue.carry("chengpu", "plans.expand", "x")
    queue.carry("chengpu", "plans.read", "y")
    assert sent == [("heavy", "chengpu"), ("quick", "chengpu")]


def test_a_county_that_fails_holds_up_no_other(world, monkeypatch):
    def rescue():
        if tenancy.current().slug == "chengpu":
            raise OSError("away")
        return 0

    monkeypatch.setattr(queue.jobs, "rescue", rescue)
    in_order = sorted(tenancy.all_counties(), key=lambda county: county.slug)
    monkeypatch.setattr(tenancy, "all_counties", lambda: in_order)
    assert list(queue.tend()) == ["linshan"]


def test_a_job_runs_in_the_name_of_its_county(world, monkeypatch):
    seen = []
    monkeypatch.setattr(queue.jobs, "run", lambda key: seen.append(tenancy.current().slug))
    queue._work("linshan", "any")
    assert seen == ["linshan"]
    assert tenancy.current().slug == "chengpu"
