"""Jobs: asked for with the change that needs them, run once, their failure in words, and never lost."""

import datetime as dt

import pytest
from django.db import connection, transaction

from chuangcheng.kit import actors, clock, jobs, journal, periodic
from chuangcheng.kit.jobs import Job
from chuangcheng.kit.refused import Refused


@pytest.fixture
def sent(monkeypatch) -> list[str]:
    """The keys that were handed to the queue."""
    keys: list[str] = []
    monkeypatch.setattr(jobs, "send", lambda slug, name, key: keys.append(key))
    return keys


@pytest.fixture
def work(monkeypatch):
    """`work(function)`: what the job "test.work" does."""

    def set_to(function):
        monkeypatch.setattr(jobs, "_runners", lambda: {"test.work": function})

    set_to(lambda job, actor: {"ok": True})
    return set_to


@pytest.fixture
def ask(world, work, sent):
    return lambda **arguments: jobs.enqueue("test.work", world.xuyian, title="试", **arguments)


def test_a_job_is_sent_when_what_asked_for_it_is_committed(ask, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = ask()
        assert sent == []
    assert sent == [str(job.pk)]


def test_asked_for_in_vain_it_is_not_there(ask, sent, django_capture_on_commit_callbacks):
    def in_vain():
        with transaction.atomic():
            ask()
            raise ZeroDivisionError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        in_vain()
    assert not Job.objects.exists()
    assert sent == []


def test_a_name_that_no_manifest_has_is_refused_at_once(world, sent):
    with pytest.raises(KeyError):
        jobs.enqueue("nowhere.nothing", world.xuyian)
    assert not Job.objects.exists()


def test_it_runs_as_who_asked_and_keeps_what_came_of_it(world, ask, work):
    seen = {}

    def run(job, actor, n):
        seen.update(actor=actor, n=n, door=journal._door.get()[0])
        return {"made": n}

    work(run)
    job = jobs.run(str(ask(n=3).pk))
    assert (job.state, job.result, job.attempts) == (jobs.DONE, {"made": 3}, 1)
    assert seen == {"actor": world.xuyian, "n": 3, "door": "job"}
    assert job.finished_at == clock.now()


def test_carried_twice_it_runs_once(ask, work):
    ran = []
    work(lambda job, actor: ran.append(1))
    key = str(ask().pk)
    jobs.run(key)
    assert jobs.run(key).state == jobs.DONE
    assert ran == [1]


def test_a_refusal_is_kept_in_its_own_words(ask, work):
    def refuse(job, actor):
        raise Refused("文件是空的。")

    work(refuse)
    job = jobs.run(str(ask().pk))
    assert (job.state, job.failure) == (jobs.FAILED, "文件是空的。")


def test_a_crash_is_kept_in_words_for_people_with_a_number_for_the_log(ask, work):
    work(lambda job, actor: 1 / 0)
    job = jobs.run(str(ask().pk))
    assert job.state == jobs.FAILED
    assert str(job.pk)[-8:] in job.failure
    assert "division" not in job.failure


def test_it_speaks_the_language_of_who_asked(world, ask, work):
    from django.utils import translation

    said = []
    work(lambda job, actor: said.append(translation.get_language()))
    with translation.override("en"):
        key = str(ask().pk)
    with translation.override("zh-hans"):
        jobs.run(key)
    assert said == ["en"]


def test_progress_can_be_polled(ask, work):
    seen = []

    def run(job, actor):
        for n in job.each("清点", range(45), 45):
            if n % 20 == 0:
                seen.append(Job.objects.values_list("doing", "done", "total").get(pk=job.pk))

    work(run)
    job = jobs.run(str(ask().pk))
    assert seen == [("清点", 0, 45), ("清点", 20, 45), ("清点", 40, 45)]
    assert (job.done, job.total, job.is_over) == (45, 45, True)


# --- rescue ---------------------------------------------------------------------------------------------------------


def later(seconds: int):
    return clock.frozen(clock.now() + dt.timedelta(seconds=seconds))


def test_one_that_was_never_carried_is_sent_out_again(ask, sent):
    job = ask()
    assert jobs.rescue() == 0
    with later(61):
        assert jobs.rescue() == 1
    assert sent == [str(job.pk)]


def test_one_whose_worker_fell_silent_is_sent_out_again_and_finishes(ask, sent, work):
    job = ask()
    Job.objects.filter(pk=job.pk).update(state=jobs.RUNNING, heartbeat_at=clock.now(), attempts=1)
    assert jobs.rescue() == 0
    with later(61):
        assert jobs.rescue() == 1
        assert jobs.run(str(job.pk)).state == jobs.DONE
    assert Job.objects.get(pk=job.pk).attempts == 2


def test_one_that_speaks_is_left_alone(ask, sent):
    job = ask()
    Job.objects.filter(pk=job.pk).update(state=jobs.RUNNING, heartbeat_at=clock.now())
    with later(59):
        Job.objects.get(pk=job.pk).say("还在办")
    with later(100):
        assert jobs.rescue() == 0


def test_the_worker_does_not_flood_its_queue_with_one_job(ask, sent):
    ask()
    for second in range(61, 71):
        with later(second):
            jobs.rescue()
    assert len(sent) == 1
    with later(200):
        jobs.rescue()
    assert len(sent) == 2


def test_one_that_fell_silent_again_and_again_is_given_up_in_words(ask, sent):
    job = ask()
    Job.objects.filter(pk=job.pk).update(state=jobs.RUNNING, heartbeat_at=clock.now(), attempts=jobs.ATTEMPTS)
    with later(61):
        assert jobs.rescue() == 0
    job.refresh_from_db()
    assert job.state == jobs.FAILED
    assert "联系管理员" in job.failure


def test_what_is_over_stays_over(ask, sent):
    job = ask()
    jobs.run(str(job.pk))
    with later(9999):
        assert jobs.rescue() == 0


# --- by the clock ---------------------------------------------------------------------------------------------------


def test_what_comes_by_the_hour_is_asked_for_once_an_hour(world, sent):
    actor = actors.system()
    first = periodic.enqueue_due(actor)
    assert first >= 1
    assert periodic.enqueue_due(actor) == 0
    with later(3599):
        assert periodic.enqueue_due(actor) == 0
    with later(3601):
        assert periodic.enqueue_due(actor) >= 1


def test_a_job_whose_person_is_gone_ends_and_says_so(ask):
    job = ask()
    Job.objects.filter(pk=job.pk).update(actor_id=job.pk)
    ended = jobs.run(str(job.pk))
    assert (ended.state, bool(ended.failure)) == (jobs.FAILED, True)


def test_a_queue_that_is_away_is_no_failure_to_the_person(ask):
    ask()
    _savepoints, _send, fails_quietly = connection.run_on_commit[-1]
    assert fails_quietly
