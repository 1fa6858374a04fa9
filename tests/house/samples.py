"""One record of every kind, made by the builders through the verbs: what the tables of permissions and costs walk over."""

import datetime as dt
from typing import Any

from chuangcheng.kit import clock
from chuangcheng.kit.imports import Upload
from chuangcheng.kit.rooms import Kind, kinds
from chuangcheng.rooms.duties import life, make, verbs
from chuangcheng.rooms.duties.models import MONTHLY, Duty
from chuangcheng.rooms.evidence import make as evidence
from chuangcheng.rooms.inbox.models import Notice
from chuangcheng.rooms.org import verbs as org
from chuangcheng.rooms.org.models import LEADER, Post, UnitSet
from chuangcheng.rooms.papers import life as paper_life
from chuangcheng.rooms.papers import make as papers
from chuangcheng.rooms.plans import make as plans
from chuangcheng.rooms.plans.models import Plan
from chuangcheng.rooms.standards import make as standards
from chuangcheng.rooms.standards import verbs as standard_verbs
from chuangcheng.rooms.standards.models import ChecklistItem, Criterion, NegativeItem, Question, Standard
from chuangcheng.site.world import PASSWORD, World

PLAN = """澄浦县创建方案
一、市容环境
县城管局每月清除小广告不少于3次。
各镇街每月开展一次卫生清扫。
"""


class Samples:
    """`samples.of["duties"]`: the town's; `samples.more`: the same kinds in other states."""

    def __init__(self, world: World) -> None:
        office, liaison, town = world.xuyian, world.zhouyuning, world.town
        self.world = world
        self.plan = self._plan(office, town)
        routine = make.walked(make.duty(office, town, signing=MONTHLY), life.FOR_LIST)
        group = org.set_up(office, name="澄浦县创建全国文明城市工作领导小组", office=world.office)
        self.of: dict[str, Any] = {
            "units": town,
            "unitsets": UnitSet.objects.get(),
            "groups": group,
            "seats": org.seat(office, group=group, rank=LEADER, name="江澄", title="县委书记"),
            "people": liaison,
            "delegations": self._delegation(world),
            "posts": Post.objects.get(person=liaison),
            "standards": Standard.objects.first(),
            "criteria": Criterion.objects.first(),
            "checklistitems": ChecklistItem.objects.first(),
            "questions": Question.objects.first(),
            "negativeitems": NegativeItem.objects.first(),
            "successions": self._succession(office),
            "evidence": evidence.piece(liaison, town),
            "duties": make.duty(office, town),
            "monthlists": verbs.draw_up(liaison, unit=routine.unit, month=clock.today()),
            "days": verbs.declare(office, on=dt.date(2026, 6, 15), is_workday=False, name="县运动会"),
            "feeds": verbs.subscribe(liaison),
            "papers": papers.walked(office, papers.paper(office, town), paper_life.ISSUED),
            "plans": self.plan,
            "sections": self.plan.sections.first(),
            "obligations": self.plan.obligations.first(),
        }
        self.more: dict[str, list[Any]] = {
            "duties": [make.walked(make.duty(office, town), state) for state in (life.FOR_DEPUTY, life.FOR_OFFICE)],
            "papers": [
                papers.walked(office, papers.paper(office, town), state)
                for state in (paper_life.DRAFT, paper_life.RECEIVED, paper_life.ANSWERED)
            ],
        }
        self.upload = Upload(importer="units", name="a.csv", person_id=world.admin.pk)
        self.upload.keep(b"a,b\n")
        self.upload.save()
        self.notice = Notice.objects.create(
            person=liaison, key="sample", words="accepted", url="/", facts={"title": "任务"}
        )

    @staticmethod
    def _succession(office: Any) -> Any:
        """Asked for, and not carried out yet: the editions are as they were."""
        old = Standard.objects.get(slug="small")
        new = standard_verbs.load(office, data=standards.newer().encode())
        return standard_verbs.take_over(office, old=old, new=new, due_on=clock.today())

    @staticmethod
    def _delegation(world: World) -> Any:
        """From tomorrow on: it opens nothing to the delegate yet."""
        day = clock.today() + dt.timedelta(days=1)
        lead = world.linqing
        return org.delegate(lead, post=Post.objects.get(person=lead), to=world.fangyuan, from_on=day, until_on=day,
                            password=PASSWORD)  # fmt: skip

    @staticmethod
    def _plan(office: Any, town: Any) -> Plan:
        """Partly in force, partly still to be checked."""
        plan = plans.brought(office, town, PLAN, dt.date(2026, 6, 1), dt.date(2026, 9, 30))
        return plan

    def all(self) -> list[tuple[Kind, str, Any]]:
        """Every kind with a name for the sample and the sample."""
        found = []
        for kind in kinds().values():
            found.append((kind, kind.name, self.of[kind.name]))
            found += [(kind, f"{kind.name}[{row.state}]", row) for row in self.more.get(kind.name, ())]
        return found

    @property
    def duty(self) -> Duty:
        return self.of["duties"]  # type: ignore[no-any-return]
