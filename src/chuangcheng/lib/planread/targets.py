"""Targets: nothing left (清零), everything covered (全覆盖、应划尽划), a share reached (95%以上)."""

import re
from typing import Final

from .quantities import AT_LEAST, AT_MOST, MORE

# 零 before what must not be; not in 零星, 零售, 零距离 and the like.
ZERO: Final = "清零|归零|(?:为|保持)0(?![.\\d])|(?<=[率量数次患故件诉案])(?:均|皆|全部)?(?:为|是|保持)零|零(?![星售散碎食钱点下件工距基门陪跑容报起])[\u4e00-\u9fff]{2}"
_PERCENT: Final = r"(?:\d+(?:\.\d+)?\s*[%％]|百分之[一二三四五六七八九十百零点]+|[一二两三四五六七八九](?<!收)成(?=以上|以下|左右|$|[，,。；;、▫\\s]))"
SHARE: Final = re.compile(
    rf"(?P<op>{AT_LEAST}|{AT_MOST}|{MORE}|达到?|在)?(?P<of>[\u4e00-\u9fff]{{0,8}}?的)?(?P<n>{_PERCENT})(?P<to>\s*[—－\-–~～至]+\s*{_PERCENT})?(?P<tail>及?以上"
    rf"|及?以下|左右)?"
)
KIND: Final = re.compile(rf"(?P<zero>{ZERO})|(?P<full>全覆盖|全面覆盖|[应能可](?P<do>[\u4e00-\u9fff]{{1,3}})尽(?P=do))")
FULL: Final = re.compile(r"[应能可]([\u4e00-\u9fff]{1,3})尽\1")  # 应划尽划, 能减尽减
TARGET: Final = re.compile(rf"{_PERCENT}|{ZERO}|全覆盖|全面覆盖|[应能可]([\u4e00-\u9fff]{{1,3}})尽\1")
