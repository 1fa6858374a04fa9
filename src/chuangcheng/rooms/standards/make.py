"""Builders through the verbs: the example standard for the demo county, a small one for tests."""

from pathlib import Path
from typing import Any

from chuangcheng.rooms.standards import verbs
from chuangcheng.rooms.standards.models import Standard

EXAMPLE = "example-county-city.yaml"

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
             weights: {onsite: 2}, unit_kinds: [chengguan], place_kinds: [market], action: markets, source: 示例}
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
"""


def example(actor: Any) -> Standard:
    """The example standard that comes with the product. Loading it again changes nothing."""
    return verbs.load(actor, data=example_file().read_bytes())


def small(actor: Any) -> Standard:
    """A standard of six criteria: every method, three actions, two grips."""
    return verbs.load(actor, data=SMALL.encode())


def example_file() -> Path:
    """Where the example lies: in `data/` of the package when it is installed, in `data/` of the sources otherwise.

    A plain path rather than importlib.resources: both are real folders, and an administrator may want to open the file.
    """
    package = Path(__file__).resolve().parents[2]
    places = [folder / "data" / "standards" / EXAMPLE for folder in (package, package.parents[1])]
    return next((place for place in places if place.exists()), places[-1])
