"""Builders through the verbs: the example standard for the demo county, a small one for tests."""

from pathlib import Path
from typing import Any

from chuangcheng.rooms.standards import verbs
from chuangcheng.rooms.standards.models import Standard

EXAMPLES = ("example-county-city.yaml", "example-village-town.yaml", "example-minors.yaml")

SMALL = """
schema: chuangcheng/standard/1
id: small
edition: 2026 试行版
edition_en: 2026 trial
title: 小标准
title_en: Small standard
example: true
source: 测试用
period: {months: 12, ends: month_before_assessment}
levels:
  - {key: project, zh: 测评项目, en: Project}
  - {key: content, zh: 测评内容, en: Content}
  - {key: criterion, zh: 测评标准, en: Criterion}
methods:
  - {key: material, zh: 材料审核, en: Material, weight: 6}
  - {key: onsite, zh: 实地考察, en: On site, weight: 5}
  - {key: survey, zh: 问卷调查, en: Survey, weight: 1}
unit_kinds:
  - {key: members, zh: 各成员单位, en: all member units}
  - {key: chengguan, zh: 城市管理部门, en: urban management}
  - {key: gongan, zh: 公安部门, en: public security}
  - {key: towns, zh: 镇、街道, en: towns}
place_kinds:
  - {key: main_road, zh: 主次干道, en: Main road, sample: 8}
  - {key: market, zh: 农贸市场, en: Market, sample: 4, key_place: true}
  - {key: junction, zh: 主要路口, en: Junction, sample: 8}
lines:
  - {key: safety, zh: 安全生产, en: Work safety}
  - {key: integrity, zh: 党风廉政, en: Integrity}
tree:
  - code: I-1
    printed: Ⅰ-1
    zh: 优美城市环境
    en: A beautiful city
    children:
      - code: II-1
        printed: Ⅱ-1
        zh: 市容市貌
        en: City appearance
        criteria:
          - {code: II-1-1, printed: "Ⅱ-1 1)", zh: 主次干道无小广告,
             en: No bills on main roads, methods: [material, onsite], weight: 3,
             weights: {material: 1, onsite: 2}, unit_kinds: [chengguan, towns], place_kinds: [main_road],
             action: appearance, evidence: [{kind: report, count: 1, cadence: P1M, words: {min: 500, max: 1000}},
                        {kind: photo, count: 3, cadence: P1M}],
             source: "公开报道：某县公开的创建方案列有小广告专项治理", certainty: A}
          - {code: II-1-2, printed: "Ⅱ-1 2)", zh: 农贸市场干净有序,
             en: Markets are clean and orderly, methods: [onsite], weight: 2,
             weights: {onsite: 2}, unit_kinds: [chengguan], place_kinds: [market], action: markets, source: 示例,
             score: {rule: grade, grades: [{grade: A, least: 2, share: 1}, {grade: B, least: 1, share: 0.5},
                                           {grade: C, least: 0, share: 0}]},
             items: [{code: "1", zh: 地面无积水, en: No standing water}, {code: "2", zh: 摊位不超线, en: Stalls in line}]}
      - code: II-2
        printed: Ⅱ-2
        zh: 交通秩序
        en: Traffic order
        criteria:
          - {code: II-2-1, printed: "Ⅱ-2 1)", zh: 主要路口无违规停车,
             en: No stray parking at junctions, methods: [material, onsite],
             weight: 2, weights: {material: 1, onsite: 1}, unit_kinds: [gongan], place_kinds: [junction],
             action: traffic, evidence: [{kind: table, count: 1, cadence: P1M}], source: 示例}
          - {code: II-2-2, printed: "Ⅱ-2 2)", zh: 每月曝光不文明交通行为,
             en: Uncivil traffic is exposed monthly, methods: [material], weight: 2,
             score: {rule: count, each: 0.5, of: 期}, negative: [N-01],
             weights: {material: 2}, unit_kinds: [gongan], action: traffic,
             evidence: [{kind: report, count: 1, cadence: P1M}], source: 示例}
  - code: I-2
    printed: Ⅰ-2
    zh: 创建机制
    en: The campaign's working
    children:
      - code: II-3
        printed: Ⅱ-3
        zh: 责任与评价
        en: Responsibility and verdict
        criteria:
          - {code: II-3-1, printed: "Ⅱ-3 1)", zh: 材料按时报送,
             en: Material is handed in on time, methods: [material], weight: 2,
             weights: {material: 2}, unit_kinds: [members], grip: material,
             evidence: [{kind: table, count: 1, cadence: P3M}], source: 示例}
          - {code: II-3-2, printed: "Ⅱ-3 2)", zh: 居民满意,
             en: Residents are satisfied, methods: [survey], weight: 1,
             weights: {survey: 1}, unit_kinds: [members], grip: satisfaction, source: 示例}
checklists:
  - place_kind: market
    items:
      - {code: MKT-01, zh: 地面干净，没有积水和烟头, en: "The floor is clean, no water, no stubs", how: observe, answer: graded,
         grades: [{grade: A, zh: 好, en: Good, share: 1}, {grade: B, zh: 一般, en: Fair, share: 0.6},
                  {grade: C, zh: 差, en: Poor, share: 0}], criteria: [II-1-2], source: 示例}
      - {code: MKT-02, zh: 设有公平秤, en: There is a fair scale, how: try, answer: counted, least: 1,
         criteria: [II-1-2], source: 示例}
  - place_kind: main_road
    items:
      - {code: RD-01, zh: 路面没有小广告, en: No bills on the road, how: observe, answer: yesno, criteria: [II-1-1],
         source: "公开报道：某县公开的创建方案列有小广告专项治理", certainty: A}
      - {code: RD-02, zh: 每隔一段设有垃圾桶, en: Bins at intervals, how: observe, answer: counted, least: 2, spacing: 100,
         criteria: [II-1-1], source: 示例}
questions:
  - {code: Q-01, zh: 您对居住地的环境满意吗？, en: Are you satisfied with your surroundings?, about: satisfaction, weight: 0.6,
     options: [{zh: 满意, en: Satisfied, share: 1}, {zh: 一般, en: Fair, share: 0.5}, {zh: 不满意, en: Not satisfied, share: 0},
               {zh: 说不清, en: Cannot say}], criteria: [II-3-2], source: 示例}
  - {code: Q-02, zh: 您知道本县正在创建文明城市吗？, en: Do you know of the campaign?, about: awareness, weight: 0.4,
     options: [{zh: 知道, en: "Yes", share: 1}, {zh: 不知道, en: "No", share: 0}], criteria: [II-3-2], source: 示例}
negative:
  - {code: N-01, zh: 发生重大交通安全事故, en: A major traffic accident, line: safety, level: redline, window: 12,
     effects: [{status: nominee, effect: nomination_stopped}, {status: nominee, effect: points, points: 3},
               {status: holder, effect: title_stopped}], unit_kinds: [gongan], criteria: [II-2-1], source: 示例}
  - {code: N-02, zh: 主要领导严重违纪违法, en: Grave offences of leaders, line: integrity, level: warning, window: 0,
     effects: [{status: holder, effect: title_withdrawn}], unit_kinds: [members], source: 示例}
"""


def example(actor: Any) -> Standard:
    """The example of a county city that comes with the product. Loading it again changes nothing."""
    return verbs.load(actor, data=example_file().read_bytes())


def examples(actor: Any) -> list[Standard]:
    """All three: county city, village and town, minors."""
    return [verbs.load(actor, data=example_file(name).read_bytes()) for name in EXAMPLES]


def small(actor: Any) -> Standard:
    """A standard of six criteria: every method, three actions, two grips, with two checklists, two questions and two items
    of the negative list.
    """
    return verbs.load(actor, data=SMALL.encode())


def newer() -> str:
    """The small standard's next edition: one criterion reworded (II-1-1), one numbered anew (II-3-2 is II-3-9 now), one
    gone (II-2-1) and one added (II-2-9).
    """
    return (
        SMALL.replace("2026 试行版", "2027 版")
        .replace("2026 trial", "2027")
        .replace("II-3-2", "II-3-9")
        .replace("zh: 主次干道无小广告", "zh: 主次干道和背街小巷无小广告")
        .replace("II-2-1", "II-2-9")
        .replace("zh: 主要路口无违规停车", "zh: 盲道连续畅通")
    )


def example_file(name: str = EXAMPLES[0]) -> Path:
    """Where an example lies: in `data/` of the package when it is installed, in `data/` of the sources otherwise.

    A plain path rather than importlib.resources: both are real folders, and an administrator may want to open the file.
    """
    package = Path(__file__).resolve().parents[2]
    places = [folder / "data" / "standards" / name for folder in (package, package.parents[1])]
    return next((place for place in places if place.exists()), places[-1])
