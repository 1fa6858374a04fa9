"""Counts with their measure words: 不少于4处, 60个以上, 2小时内, 一次."""

import re
from typing import Final

from .vocabulary import listed

# Measure words of things that plans count, and units of time, money, length. Longest first, so that 个工作日 wins
# over 个.
UNITS: Final = listed(
    "个工作日 个百分点 个月 个小时 个自然日 工作日 平方米 "
    "平方公里 立方米 公里 千米 万元 亿元 课时 学时 "
    "小时 分钟 人次 户次 辆次 车次 场次 批次 条次 篇次 家次 件次 班次 台次 只次 处次 "
    "人份 万份 万人 万人次 个班 公顷 次 期 场 名 "
    "人 份 条 座 处 个 块 户 支 家 台 套 遍 辆 篇 部 项 件 只 张 幅 面 盏 株 棵 亩 米 吨 "
    "元 轮(?!车) 批 "
    "栋 幢 间 所 桶 组 例 宗 起 类 种 则 本 册 位 对 节 堂 天 日 周 桌 站 片 段 根 盆 桩 "
    "枚 顶 双 封 扇 张 袋 箱 筐 车 斤 公斤 千克 平米 ㎡ 克 把(?![关握控手脉]) 毫升 升(?![级学至温]) 段 号 回 趟 圈 档 版 层 级 步 "
    "岁 届 月 年 时 秒 字 分(?![钟之别类管工级布析解散流为步批段开局支发担])"
)
_UNIT: Final = "|".join(sorted(set(UNITS), key=len, reverse=True))
_NUM: Final = r"(?:\d+(?:[,，]\d{3})+|\d+(?:\.\d+)?(?:\s*[万千百](?!分))?|[一二两三四五六七八九十百千万]+|半)"
AT_LEAST: Final = "不少于|不低于|不得少于|不得低于|应不少于|至少|不小于|不短于|不下于|最少|≥|>=|大于等于|大于或等于"
AT_MOST: Final = (
    "不超过|不得超过|不多于|不高于|不大于|不长于|最多|不迟于|不得多于|控制在|不得高于|不超|≤|<=|小于等于|小于或等于"
)
MORE: Final = "超过|多于|高于|大于|突破"
QUANTITY: Final = re.compile(
    rf"(?P<op>{AT_LEAST}|{AT_MOST}|{MORE})?(?P<n>{_NUM})\s*[余多]?(?P<unit>{_UNIT})(?!(?<=部)门)(?P<after>次)?▫*(?P<tail>及?以上"
    rf"|及?以内|之?内(?![容部外设])|及?以下|左右|以[上下内])?"
)
COUNTED: Final = rf"{_NUM}\s*[余多]?(?:{_UNIT})"
SPAN: Final = re.compile(
    r"(?<![\d年月—－\-–~～])(?P<low>\d{1,4})\s*[—－\-–~～至]+\s*(?P<high>\d{1,4})"
    rf"\s*(?![年月日号天%％])(?P<unit>{_UNIT})"
)
