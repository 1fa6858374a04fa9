"""Long work runs in jobs, with progress stored where a page can poll it.

The row is the truth and commits with the change that asked for it; huey only carries its key to a worker at once. A
worker that dies leaves a row whose heartbeat stops: `rescue` sends it out again, so a job must bear being run twice.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext as _

from chuangcheng.kit import clock, journal, tenancy
from chuangcheng.kit.ids import uuid7
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.rooms import all_rooms

QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"
SILENCE = dt.timedelta(seconds=60)
ATTEMPTS = 4
T = TypeVar("T")
log = logging.getLogger("chuangcheng.jobs")


class Job(models.Model):
    """A piece of long work: what was asked by whom, how far it is, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=200, blank=True)  # where what came of it is seen; with it the person is told
    arguments = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    actor_id = models.UUIDField()
    language = models.CharField(max_length=10, default="zh-hans")
    state = models.CharField(max_length=10, default=QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    doing = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    failure = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "heartbeat_at"], name="kit_job_waiting")]

    @property
    def is_over(self) -> bool:
        return self.state in {DONE, FAILED}

    def say(self, doing: str, done: int | None = None, total: int | None = None) -> None:
        """Store how far the work is; the heartbeat shows that its worker lives."""
        self.doing, self.heartbeat_at = doing[:200], clock.now()
        self.done = self.done if done is None else done
        self.total = self.total if total is None else total
        self.save(update_fields=["doing", "done", "total", "heartbeat_at"])

    def each(self, doing: str, items: Iterable[T], total: int, every: int = 20) -> Iterator[T]:
        """Go through items and say so now and then."""
        for n, item in enumerate(items):
            if n % every == 0:
                self.say(doing, n, total)
            yield item
        self.say(doing, total, total)


def enqueue(name: str, actor: Any, *, title: str = "", url: str = "", **arguments: Any) -> Job:
    """Ask for a job by its name ("plans.expand"). It starts once the surrounding transaction has committed.

    With a `url`, who asked is told there when it is over.
    """
    runner(name)
    job = Job.objects.create(name=name, title=title, url=url, arguments=arguments, actor_id=actor.pk,
                             language=translation.get_language() or "zh-hans")  # fmt: skip
    slug = tenancy.current().slug
    # A queue that is away is no reason to tell the person that it failed: the row is kept, and `rescue` sends it later.
    transaction.on_commit(lambda: send(slug, name, str(job.pk)), robust=True)
    return job


def send(slug: str, name: str, key: str) -> None:
    """Hand a job's key to its queue."""
    from chuangcheng.kit.queue import carry

    carry(slug, name, key)


@cache
def _runners() -> dict[str, Callable[..., Any]]:
    return {f"{room.name}.{name}": run for room in all_rooms() for name, run in room.jobs.items()}


def runner(name: str) -> Callable[..., Any]:
    """The function behind a job's name. Raises KeyError for a name that no manifest has."""
    return _runners()[name]


def run(key: str) -> Job:
    """Run a queued job of the current county here and now, unless another worker has it."""
    taken = Job.objects.filter(pk=key, state=QUEUED).update(
        state=RUNNING, heartbeat_at=clock.now(), attempts=F("attempts") + 1
    )
    job = Job.objects.get(pk=key)
    if not taken:
        return job
    from django.contrib.auth import get_user_model

    try:
        actor = get_user_model().objects.get(pk=job.actor_id)
        with translation.override(job.language), journal.through("job"):
            job.result = runner(job.name)(job, actor, **job.arguments) or {}
        job.state = DONE
    except Refused as refused:
        job.state, job.failure = FAILED, refused.words
    except Exception:
        log.exception("Job %s %s failed", job.name, job.pk)
        job.state = FAILED
        with translation.override(job.language):
            job.failure = _("没有办成，原因已记入日志（编号 %(code)s）。您填的内容都还在，可以再试一次。") % {
                "code": str(job.pk)[-8:]
            }
    job.finished_at = clock.now()
    job.save(update_fields=["state", "result", "failure", "finished_at"])
    for tell in [room.job_over for room in all_rooms() if room.job_over and job.url]:
        tell(job)
    return job


def rescue() -> int:
    """Send out again what no living worker has: queued and never carried, or running and silent."""
    silent = clock.now() - SILENCE
    Job.objects.filter(state=RUNNING, heartbeat_at__lt=silent, attempts__gte=ATTEMPTS).update(
        state=FAILED, failure=_("试了几次都中断了，请联系管理员。"), finished_at=clock.now()
    )
    Job.objects.filter(state=RUNNING, heartbeat_at__lt=silent).update(state=QUEUED)
    stuck = Job.objects.filter(
        Q(state=QUEUED) & (Q(heartbeat_at=None, created_at__lt=silent) | Q(heartbeat_at__lt=silent))
    )
    found = list(stuck.values_list("pk", "name")[:500])
    Job.objects.filter(pk__in=[key for key, _name in found]).update(
        heartbeat_at=clock.now()
    )  # not again before it had its time
    for key, name in found:
        send(tenancy.current().slug, name, str(key))
    return len(found)
