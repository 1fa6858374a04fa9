"""Counties in which a journey begins, built through the verbs: `python scenes.py HOME`, in a process of its own.

Every scene is the small county of the tests with some work in it. It lies under HOME/scenes; a journey gets a copy.
"""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

MOMENT = "2026-06-12T15:00:00+08:00"  # a Friday
PLAN = """澄浦县2026年创建全国文明城市工作方案

为扎实推进全国文明城市创建工作，结合我县实际，制定本方案。

一、市容环境
（一）县城管局每月清理主次干道小广告不少于3次。
（二）县城管局每周开展占道经营集中整治。
（三）县城管局每月清洗沿街护栏不少于2次。
（四）县城管局定期清洗公共座椅。
二、环境卫生
（一）城关镇每周清运积存垃圾。
（二）城关镇每月检查公共厕所不少于2次。
（三）消杀作业要落实到位，每月不少于1次。
（四）修补破损垃圾桶。
三、交通秩序
（一）交警大队9月30日前完成学校周边标线施划。
（二）交警大队每月开展电动自行车整治不少于2次。
四、宣传引导
（一）城关镇每季度开展文明宣传活动不少于1次。
（二）学府社区每月组织志愿服务不少于1次。
"""
FIRST_VERSION = """澄浦县交通秩序工作方案

一、交通秩序
（一）县城管局每月清理主次干道小广告不少于3次。
（二）城关镇每月检查公共厕所不少于2次。
（三）城关镇每月清理积存垃圾不少于1次。
"""
SECOND_VERSION = """澄浦县交通秩序工作方案

一、交通秩序
（一）县城管局每月清理主次干道小广告不少于3次。
（二）城关镇每月检查公共厕所不少于4次。
（三）学府社区每月组织志愿服务不少于1次。
"""
SHORT_PLAN = """澄浦县市容环境工作方案

一、市容环境
（一）县城管局每月清理主次干道小广告不少于3次。
（二）城关镇每月检查公共厕所不少于2次。
（三）城关镇每季度开展文明宣传活动不少于1次。
"""


def small(make) -> None:
    """Nothing but people, units and a standard."""


def duties(make) -> None:
    """The town owes a photo, a meeting that will not be held, and something that is late."""
    town = make.world.town
    make.duty(town, title="清除楼道小广告")
    make.duty(town, title="召开点评会")
    make.duty(town, title="整治占道经营", due_in=-5)
    make.duty(make.world.bureau, title="清洗护栏")


def signing(make) -> None:
    """Ten duties of the town wait for its deputy lead."""
    for n in range(10):
        make.walked(make.duty(make.world.town, title=f"清扫背街小巷第{n + 1}段"), "for_deputy")


def review(make) -> None:
    """One duty can be submitted, one waits for the office."""
    ready = make.duty(make.world.town, title="清洗公共座椅")
    make.proven(ready)
    make.walked(make.duty(make.world.town, title="检查公共厕所"), "for_office")


def short_plan(make) -> None:
    """A plan of three obligations in which nothing is open."""
    make.brought(SHORT_PLAN)


def approved(make) -> None:
    """A plan that was approved and made duties; one of them was handed in."""
    from chuangcheng.rooms.duties.models import Duty

    plan = make.brought(FIRST_VERSION)
    make.checked(plan)
    make.approved(plan)
    make.walked(Duty.objects.filter(unit=make.world.town, title__contains="积存垃圾").order_by("due_on")[0], "accepted")


def full(make) -> None:
    """Something of everything, so that every page shows its rows."""
    from chuangcheng.rooms.duties import verbs

    plan = make.brought(FIRST_VERSION)
    make.checked(plan)
    make.approved(plan)
    make.brought(PLAN)
    world = make.world
    for state in ("for_deputy", "for_principal", "for_office", "accepted"):
        make.walked(make.duty(world.town, title=f"整治背街小巷（{state[-6:]}）", part="appearance"), state)
        make.walked(make.duty(world.bureau, title=f"清洗沿街护栏（{state[-6:]}）"), state)
    for unit in (world.town, world.bureau, world.community):
        make.proven(make.duty(unit, title="清除楼道小广告", needed=2), 1)
        make.duty(unit, title="整治占道经营", due_in=-5)
        verbs.not_held(make.liaison(unit), make.duty(unit, title="召开点评会"), reason="活动因天气改期")
    returned = make.walked(make.duty(world.town, title="检查公共厕所"), "for_office")
    verbs.send_back(world.xuyian, returned, reason="缺现场全景，请补一张")
    for n in range(2):
        make.walked(make.duty(world.town, title=f"日常保洁记录{n + 1}", signing="monthly"), "for_list")
    verbs.draw_up(world.zhouyuning, unit=world.town, month=make.today().replace(day=1))
    make.walked(make.duty(world.town, title="日常巡查记录", signing="monthly"), "for_list")
    verbs.remind(world.xuyian, make.duty(world.town, title="报送月小结", due_in=1))
    for unit in (world.town, world.bureau):
        for state in ("draft", "issued", "received", "answered", "returned", "struck_off", "recalled"):
            make.paper(unit, state)
    verbs.declare(world.admin, on=make.today(), is_workday=True, name="县里安排上班")


SCENES: list[Callable] = [small, duties, signing, review, short_plan, approved, full]


class Make:
    """What scenes are made with: the builders of the rooms, on behalf of the small county's people."""

    def __init__(self) -> None:
        from chuangcheng.kit import clock
        from chuangcheng.rooms.duties import make as duties
        from chuangcheng.rooms.org.queries import liaisons
        from chuangcheng.rooms.papers import make as papers
        from chuangcheng.rooms.plans import make as plans
        from chuangcheng.site.world import World

        self.world, self.today, self.walked = World(), clock.today, duties.walked
        self._duties, self._plans, self._liaisons, self._papers = duties, plans, liaisons, papers

    def liaison(self, unit):
        return self._liaisons(unit)[0]

    def duty(self, unit, **more):
        return self._duties.duty(self.world.xuyian, unit, **more)

    def paper(self, unit, state: str):
        return self._papers.walked(self.world.xuyian, self._papers.paper(self.world.xuyian, unit), state)

    def proven(self, wanted, count=None):
        return self._duties.proven(self.liaison(wanted.unit), wanted, count)

    def brought(self, text: str):
        start = self.today().replace(month=6, day=1)
        return self._plans.brought(self.world.xuyian, self.world.county, text, start, start.replace(month=9, day=30))

    def checked(self, plan):
        return self._plans.checked(self.world.xuyian, plan)

    def approved(self, plan) -> int:
        return self._plans.approved(self.world.xuyian, plan)


def build(home: Path) -> None:
    """Make every scene under HOME/scenes, each from a copy of the small county."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth.hashers import make_password
    from django.db import connections
    from django.test.utils import override_settings
    from django.utils import translation

    from chuangcheng.kit import tenancy
    from chuangcheng.rooms.org.models import Person
    from chuangcheng.site import world
    from chuangcheng.site.commands import county as counties

    def open_county(folder: Path) -> tenancy.County:
        county = tenancy.County(
            folder.name, "澄浦县", folder, f"scene_{folder.name}", database=tenancy.database("", folder)
        )
        tenancy.register(county)
        return county

    base = home / "scenes" / "bare"
    base.mkdir(parents=True)
    # Argon2 is slow on purpose: scenes are played with a quick hash, and at their end everybody gets a real one.
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    real = make_password(world.PASSWORD)
    with override_settings(PASSWORD_HASHERS=quick), translation.override("zh-hans"):
        bare = open_county(base)
        counties.migrate(bare)
        with tenancy.county(bare):
            world.build()
        connections[bare.alias].close()
        for scene in SCENES:
            folder = home / "scenes" / scene.__name__
            shutil.copytree(base, folder)
            made = open_county(folder)
            with tenancy.county(made):
                scene(Make())
                Person.objects.filter(is_system=False).update(password=real)
            connections[made.alias].close()
    for queue in home.glob("queue*"):
        queue.unlink()  # what it carries names no county of the server


if __name__ == "__main__":
    os.environ["CHUANGCHENG_HOME"] = sys.argv[1]
    os.environ["CHUANGCHENG_CLOCK"] = MOMENT
    os.environ["DJANGO_SETTINGS_MODULE"] = "chuangcheng.site.settings.base"
    build(Path(sys.argv[1]))
