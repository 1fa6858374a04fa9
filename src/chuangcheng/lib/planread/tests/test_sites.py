"""Where: kinds of site and named places, and what only looks like one."""

import pytest

from chuangcheng.lib.planread import parse


def where(sentence: str) -> list[str]:
    return [m.text for o in parse(sentence).obligations for m in o.places]


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("县城管局改造解放路农贸市场。", ["解放路农贸市场"]),
        ("县城管局清理居民区、水塘垃圾。", ["居民区", "水塘"]),
        ("县城管局对出租房、合租房开展排查。", ["出租房", "合租房"]),
        ("县城管局在一中、二小门口设置护学岗。", ["一中", "二小门口"]),
        ("县城管局检查快递网点、物流园。", ["快递网点", "物流园"]),
        ("县城管局在前街小区、后街小区安装路灯。", ["前街小区", "后街小区"]),
        ("县教育局每旬检查教室、锅炉房、实验楼。", ["教室", "锅炉房", "实验楼"]),
        ("在候诊区、留观室、电梯厅设置宣传栏。", ["候诊区", "留观室", "电梯厅"]),
        ("在北关桥头、客运站等10个路口设置劝导岗。", ["北关桥头", "客运站", "路口"]),
        ("社会车辆不得驶入急诊广场。", ["急诊广场"]),
        ("不准把塑料餐具带进校园。", ["校园"]),
        ("在南门巷、石桥弄等噪声问题突出的地方安装监测仪。", ["南门巷", "石桥弄"]),
        ("班主任每天放学后检查教室门窗。", ["教室"]),
        ("在李家村建设文化广场。", ["李家村", "文化广场"]),
    ],
)
def test_sites_are_found(sentence: str, places: list[str]) -> None:
    assert where(sentence) == places


@pytest.mark.parametrize(
    "sentence",
    [
        "各社区整改率达到98%。",
        "县文明办组织各实践所开展宣讲。",
        "街道办事处组织社区每周清扫。",
        "问题要于24小时内报社区备案。",
        "举办广场舞比赛2场。",
        "不得整街封闭施工。",
        "对难点、堵点开展攻坚。",
        "通过业主议事会、楼栋微信群等渠道宣传政策。",
    ],
)
def test_what_only_looks_like_a_place_is_none(sentence: str) -> None:
    assert where(sentence) == []
