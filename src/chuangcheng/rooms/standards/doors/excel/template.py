"""The workbook to fill: every sheet with its header, and rows that show how it is done."""

from collections.abc import Mapping, Sequence
from typing import Any

from chuangcheng.rooms.standards.checks import SAMPLE
from chuangcheng.rooms.standards.doors.excel import layout
from chuangcheng.rooms.standards.doors.excel.writing import book

Rows = Sequence[Mapping[str, Any]]
# The first cell of each is marked when it is written, so that reading passes over it.
SAMPLES: Mapping[str, Rows] = {
    "层级": [{"key": "project", "zh": "测评项目", "en": "Project"}, {"key": "criterion", "zh": "测评标准", "en": "Criterion"}],
    "测评方法": [{"key": "材料审核", "zh": "材料审核", "en": "Material", "weight": 40}],
    "责任单位类别": [{"key": "chengguan", "zh": "城市管理部门", "en": "Urban management"}],
    "点位类别": [{"key": "market", "zh": "农贸市场", "en": "Market", "sample": 4, "key_place": "是"}],
    "工作条线": [{"key": "safety", "zh": "安全生产", "en": "Work safety"}],
    "测评标准": [
        {"level": "测评项目", "code": "I-1", "printed": "Ⅰ-1", "zh": "市容环境"},
        {"level": "测评标准", "code": "I-1-1", "parent": "I-1", "printed": "1)", "zh": "农贸市场干净有序",
         "methods": "材料审核、实地考察", "weight": 2, "weight_material": 0.5, "weight_onsite": 1.5,
         "unit_kinds": "城市管理部门", "place_kinds": "农贸市场", "part": "市场管理", "rule": "按处扣分", "each": 0.2,
         "of": "处", "source": "示例"},
    ],
    "材料要求": [{"code": "I-1-1", "kind": "实景图片", "count": 3, "cadence": "每月"},
             {"code": "I-1-1", "kind": "情况说明", "count": 1, "cadence": "每季度", "min": 500, "max": 1000}],
    "评分要点": [{"code": "I-1-2", "item": "1", "zh": "地面无积水"}, {"code": "I-1-2", "item": "2", "zh": "摊位不超线"}],
    "评分档次": [{"code": "I-1-2", "grade": "A", "least": 2, "share": 1}, {"code": "I-1-2", "grade": "B", "least": 0, "share": 0}],
    "实测清单": [{"code": "MKT-01", "place_kind": "农贸市场", "zh": "地面干净，没有积水和烟头", "how": "看现场",
              "answer": "分档", "criteria": "I-1-1", "source": "示例"},
             {"code": "MKT-02", "place_kind": "农贸市场", "zh": "设有公平秤", "how": "试一试", "answer": "计数", "least": 1,
              "criteria": "I-1-1", "source": "示例"}],
    "实测档次": [{"code": "MKT-01", "grade": "A", "zh": "好", "share": 1}, {"code": "MKT-01", "grade": "B", "zh": "差", "share": 0}],
    "问卷题目": [{"code": "Q-01", "zh": "您对买菜的环境满意吗？", "about": "满意度", "weight": 4, "criteria": "I-1-3",
              "source": "示例"}],
    "问卷选项": [{"code": "Q-01", "zh": "满意", "share": 1}, {"code": "Q-01", "zh": "说不清"}],
    "负面清单": [{"code": "N-01", "zh": "发生重大安全事故", "line": "安全生产", "level": "红线", "window": 12,
              "unit_kinds": "城市管理部门", "source": "示例"}],
    "负面后果": [{"code": "N-01", "status": "提名城市", "effect": "停止提名资格"},
             {"code": "N-01", "status": "提名城市", "effect": "扣测评分", "points": 3}],
}  # fmt: skip


def template() -> bytes:
    """The workbook. Its examples are skipped on reading; the head's labels wait for their values."""
    return book([(page, _rows(page)) for page in layout.PAGES])


def _rows(page: layout.Page) -> Rows:
    if page is layout.HEAD:
        return [{"name": label} for label in layout.HEAD_ITEMS]
    first = page.columns[0].key
    return [{**row, first: f"{SAMPLE}{row[first]}"} for row in SAMPLES[page.name]]
