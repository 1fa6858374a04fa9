"""What other rooms' verbs mean for people: each sealed journal entry becomes notices. Running twice changes nothing."""

from collections.abc import Iterable

from chuangcheng.kit import clock
from chuangcheng.kit.jobs import DONE, Job
from chuangcheng.kit.journal import Entry
from chuangcheng.rooms.duties.models import Duty, MonthList
from chuangcheng.rooms.inbox.models import Notice
from chuangcheng.rooms.org.models import ENDINGS, OFFICE, ROLES, Delegation, Person, Post
from chuangcheng.rooms.org.queries import leads, liaisons
from chuangcheng.rooms.papers.models import Paper


def _tell(people: Iterable[Person], key: str, words: str, url: str, **facts: object) -> None:
    rows = [
        Notice(person=person, key=key, words=words, url=url, facts=facts)
        for person in {p.pk: p for p in people}.values()
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def _duty(entry: Entry) -> Duty | None:
    return Duty.objects.filter(pk=entry.record_id).select_related("unit").first()


def _counted(entry: Entry, words: str, query: str) -> None:
    """What befalls many duties of a unit at once is told once a day, with their number: one leads to the duty, more
    to the list of them."""
    duty = _duty(entry)
    if duty is None:
        return
    day = clock.local(entry.at).date()
    for person in liaisons(duty.unit):
        notice, made = Notice.objects.get_or_create(
            person=person, key=f"{words}-{duty.unit_id}-{day}",
            defaults={"words": words, "url": duty.get_absolute_url(), "facts": {"unit": str(duty.unit), "n": 1, "seq": entry.seq}},
        )  # fmt: skip
        if not made and notice.facts.get("seq", 0) < (entry.seq or 0):
            notice.facts = {**notice.facts, "n": notice.facts["n"] + 1, "seq": entry.seq}
            notice.url = f"/duties/?tab=all&unit={duty.unit_id}&{query.format(day=day)}"
            notice.read_at = None
            notice.save(update_fields=["facts", "url", "read_at"])


def assigned(entry: Entry) -> None:
    _counted(entry, "assigned", "given_on={day}")


def withdrawn(entry: Entry) -> None:
    _counted(entry, "withdrawn", "state=withdrawn")


def adjusted(entry: Entry) -> None:
    _counted(entry, "adjusted", "state=open")


def job_over(job: Job) -> None:
    """Who asked for long work is told that it is done, or why not."""
    words = "job_done" if job.state == DONE else "job_failed"
    for person in Person.objects.filter(pk=job.actor_id, is_active=True):
        _tell([person], f"job-{job.pk}", words, job.url, title=job.title, failure=job.failure)


def returned(entry: Entry) -> None:
    if duty := _duty(entry):
        _tell(liaisons(duty.unit), f"e-{entry.pk}", "returned", duty.get_absolute_url(), title=duty.title,
              reason=entry.facts.get("reason", ""))  # fmt: skip


def accepted(entry: Entry) -> None:
    if duty := _duty(entry):
        _tell(liaisons(duty.unit), f"e-{entry.pk}", "accepted", duty.get_absolute_url(), title=duty.title)


def reminded(entry: Entry) -> None:
    if duty := _duty(entry):
        _tell(
            [*liaisons(duty.unit), *leads(duty.unit)],
            f"e-{entry.pk}",
            "reminded",
            duty.get_absolute_url(),
            title=duty.title,
        )


def late(entry: Entry) -> None:
    """The ladder: liaison, then leads, then the office."""
    if duty := _duty(entry):
        level = entry.facts.get("level", 1)
        people = liaisons(duty.unit) + (leads(duty.unit) if level >= 2 else []) + (_office() if level >= 3 else [])
        _tell(people, f"e-{entry.pk}", "late", duty.get_absolute_url(), title=duty.title)


def reassigned(entry: Entry) -> None:
    if duty := _duty(entry):
        _tell(liaisons(duty.unit), f"e-{entry.pk}", "reassigned", duty.get_absolute_url(), title=duty.title)


def not_held(entry: Entry) -> None:
    if duty := _duty(entry):
        _tell(_office(), f"e-{entry.pk}", entry.verb, duty.get_absolute_url(), title=duty.title, unit=str(duty.unit),
              reason=entry.facts.get("reason", ""))  # fmt: skip


def list_returned(entry: Entry) -> None:
    drawn = MonthList.objects.filter(pk=entry.record_id).select_related("unit").first()
    if drawn is not None:
        _tell(liaisons(drawn.unit), f"e-{entry.pk}", "list_returned", drawn.get_absolute_url(), title=str(drawn),
              reason=entry.facts.get("reason", ""))  # fmt: skip


def ended(entry: Entry) -> None:
    """Who takes over a post is told so."""
    post = Post.objects.filter(pk=entry.record_id).select_related("unit").first()
    people = entry.facts.get("people", [])
    if post is not None and len(people) == 2:
        _tell(
            Person.objects.filter(pk=people[1]),
            f"e-{entry.pk}",
            "taken_over",
            "/inbox/",
            unit=str(post.unit),
            role=ROLES[post.role],
        )


def delegated(entry: Entry) -> None:
    if given := _delegation(entry):
        _tell([given.delegate], f"e-{entry.pk}", "delegated", "/me/#delegations", lead=given.post.person.name,
              start=given.from_on.isoformat(), end=given.until_on.isoformat())  # fmt: skip


def delegation_ended(entry: Entry) -> None:
    """Both sides are told, whoever ended it."""
    if given := _delegation(entry):
        people = [person for person in (given.delegate, given.post.person) if person.pk != entry.actor_id]
        _tell(people, f"e-{entry.pk}", "delegation_ended", "/me/", lead=given.post.person.name, who=given.delegate.name,
              why=ENDINGS.get(given.ended_why, ""))  # fmt: skip


def _delegation(entry: Entry) -> Delegation | None:
    return Delegation.objects.filter(pk=entry.record_id).select_related("post__person", "delegate").first()


def _paper(entry: Entry) -> Paper | None:
    return Paper.objects.filter(pk=entry.record_id).select_related("unit").first()


def paper_to_unit(entry: Entry) -> None:
    """Issued, sent back, struck off, put off or recalled: the unit's liaisons and leads are told."""
    if paper := _paper(entry):
        people = [*liaisons(paper.unit), *leads(paper.unit)]
        _tell(people, f"e-{entry.pk}", f"paper_{entry.verb}", paper.get_absolute_url(), title=str(paper),
              reason=entry.facts.get("reason", ""))  # fmt: skip


def paper_answered(entry: Entry) -> None:
    if paper := _paper(entry):
        _tell(
            _office(), f"e-{entry.pk}", "paper_answer", paper.get_absolute_url(), title=str(paper), unit=str(paper.unit)
        )


def _office() -> list[Person]:
    return [post.person for post in Post.objects.current().filter(role=OFFICE).select_related("person")]


SUBSCRIBERS = {
    "posts.end": ended,
    "delegations.delegate": delegated,
    "delegations.end_delegation": delegation_ended,
    "duties.assign": assigned,
    "duties.withdraw": withdrawn,
    "duties.adjust": adjusted,
    "duties.send_back": returned,
    "duties.accept": accepted,
    "duties.remind": reminded,
    "duties.escalate": late,
    "duties.reassign": reassigned,
    "duties.not_held": not_held,
    "duties.not_applicable": not_held,
    "monthlists.send_list_back": list_returned,
    "papers.issue": paper_to_unit,
    "papers.send_back": paper_to_unit,
    "papers.strike_off": paper_to_unit,
    "papers.extend": paper_to_unit,
    "papers.recall": paper_to_unit,
    "papers.answer": paper_answered,
}
