"""Set phrases that decide what part a clause plays, whatever its verb would say."""

import re
from typing import Final

from .vocabulary import listed

# Said of people who lead, as a formula: it adds no demand to the clause before it.
FORMULA: Final = frozenset(listed("亲自抓 具体抓 齐抓共管 主要抓 直接抓 亲自部署"))
# 为…提供…: what the demand before it gives to others.
GIVES: Final = re.compile(
    r"奠定|创造|贡献|腾出|注入|打下|营造|增添|提供[^，]{0,8}(?:保障"
    r"|支撑|支持|环境|条件|动力|保证|基础)"
)
# One character as a verb after 的 or before a body: 对整改不彻底的发督办函, 自评报告报镇创建办.
SHORT_AFTER: Final = re.compile(
    r"的[发报给罚下](?=[\u4e00-\u9fff]{2})|报(?=[县市区镇局乡街省校党][\u4e00-\u9fff])|^给[\u4e00-\u9fff]{1,8}?[发送打讲办写贴补](?=[\u4e00-\u9fff]{2})"
)
# 对全年零投诉的旅行社: the target tells of whom.
OF_WHOM: Final = re.compile(r"^对.*的[\u4e00-\u9fff]{1,10}$")
# 周期为1年 tells; 上周反馈的37个问题 names what the next clause is about.
NAMED_CASE: Final = re.compile(
    r"为\d|[\d两三四五]\w{1,2}[^的]{0,12}的[\u4e00-\u9fff]{1,8}$|的\d+[个处项条件][\u4e00-\u9fff]{1,6}$"
)
# 把…落到实处: a result told with 把.
REACHES: Final = re.compile(
    r"(?:落到实处|落实到位|落地见效|落细落实|落实落细"
    r"|抓实抓细|抓紧抓实|到[^，到]{1,3}到[^，]{1,3}|[抓扛放记装拿]在[手肩心][上头里中])$"
)
ALSO: Final = re.compile(r"^(?:尤其是|特别是|其中|例如|比如|如\S+等$|[应能可]([\u4e00-\u9fff]{1,3})尽\1)")
