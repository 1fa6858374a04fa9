"""Notices: what happened that a person should know of."""

from django.db import models
from django.utils.translation import gettext as _

from chuangcheng.kit import clock
from chuangcheng.kit.life import N_
from chuangcheng.rooms.org.models import Person

WORDS = {
    "assigned": N_("%(unit)s新增 %(n)s 项任务"),
    "withdrawn": N_("%(unit)s %(n)s 项任务已撤销"),
    "adjusted": N_("%(unit)s %(n)s 项任务有改动"),
    "job_done": N_("办好了：%(title)s"),
    "job_failed": N_("没办成：%(title)s（%(failure)s）"),
    "returned": N_("退回：%(title)s（%(reason)s）"),
    "accepted": N_("审核通过：%(title)s"),
    "reminded": N_("催办：%(title)s"),
    "late": N_("逾期：%(title)s"),
    "reassigned": N_("转来：%(title)s"),
    "not_held": N_("%(unit)s报告本期未开展：%(title)s（%(reason)s）"),
    "not_applicable": N_("%(unit)s报告不适用：%(title)s（%(reason)s）"),
    "taken_over": N_("%(unit)s·%(role)s由您接手，没办完的在待办里"),
    "delegated": N_("%(lead)s授权您在%(start)s至%(end)s代为签字"),
    "delegation_ended": N_("%(lead)s授权%(who)s代签已结束：%(why)s"),
    "list_returned": N_("月目录退回：%(title)s（%(reason)s）"),
    "paper_issue": N_("新的督办交办，请签收：%(title)s"),
    "paper_answer": N_("%(unit)s已反馈，待销号：%(title)s"),
    "paper_send_back": N_("反馈退回重报：%(title)s（%(reason)s）"),
    "paper_strike_off": N_("已销号：%(title)s"),
    "paper_extend": N_("督办交办延期：%(title)s（%(reason)s）"),
    "paper_recall": N_("已收回，不用再办：%(title)s（%(reason)s）"),
}


class Notice(models.Model):
    """One line for one person. `words` names a sentence of WORDS, `facts` fill it; `key` makes it once only."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=80)
    words = models.CharField(max_length=20)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=200)
    at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="inbox_notice_once")]
        indexes = [
            models.Index(fields=["person", "-at"], name="inbox_newest"),
            models.Index(fields=["person"], name="inbox_unread", condition=models.Q(read_at=None)),
        ]

    def __str__(self) -> str:
        told = {name: _(str(value)) if name in ("role", "why") else value for name, value in self.facts.items()}
        return _(WORDS[self.words]) % told


class Hint(models.Model):
    """A screen whose hint a person has closed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    screen = models.CharField(max_length=60)
    closed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "screen"], name="inbox_hint_once")]
