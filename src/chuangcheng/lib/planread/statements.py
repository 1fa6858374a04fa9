"""Clauses that tell and demand nothing: founding a body, naming to a post, permitting, background, lead-ins."""

import re
from typing import Final

from .lexicon import BODIES, PERMIT

_POST: Final = re.compile(
    r"(?:任|担任|兼任|兼|为|是|作为)[\u4e00-\u9fff▫、]{0,14}(?:组长"
    r"|主任|指挥长|总指挥|政委|召集人|会长|成员(?:单位)?"
    r"|副总指挥|联络员)|(?:组长|成员|主任|指挥长)由"
    r"|为(?:组|副组)长|设在|下设|(?:人选|组长|主任"
    r"|成员)由.{2,60}(?:确定|担任|组成)|由.{2,200}(?:组成"
    r"|选派人员参加)$|由.{2,100}组成.{2,30}组"
    r"|(?:局长|镇长|主任|书记|县长|主席|委员|校长|院长|队长|同志)(?!专门|具体|亲自|直接|全面|统一|主要|共同)[\u4e00-\u9fff]{2,3}(?:同志)?(?:具体)?(?:分管|负责)$"
)
_FOUND: Final = re.compile(
    rf"(?:成立|组建|设立|下设|设)[^，]{{0,40}}(?:{'|'.join(BODIES)}|[\u4e00-\u9fff]{{2}}组)[▫▪]*$"
)
_TELL: Final = re.compile(
    r"(?<![一])[均皆即]为|虽然?[\u4e00-\u9fff]|(?:[仍还尚](?:有|存在|未|不够)|反映(?:强烈|较多|突出)|初显|初具|凸显$|^[一近\d两]?年(?:多|以)?来$|^(?:去年|上一?学年|上年度|长期以来|目前))|能不能|关键[是在]|(?<![除为])了\d|(?<![就但还而于总])是(?:[^否]|$)|包括|(?<!的)指的是"
    r"|进入[^，]{0,6}[期季]$|简称|以下称|参差不齐|不同程度|取得(?:了|明显)"
    r"|有了|已经(?!建成)|如下$|制定(?:如下|本)|特制定"
    r"|现印发|主持召开|^会议(?:指出|认为|要求|强调|议定|决定|明确|听取)[\u4e00-\u9fff]{0,2}$|印发给|遵照执行|贯彻执行$|贯彻落实$|收悉|近年来|通知如下|方案如下"
    r"|^[\u4e00-\u9fff]{0,8}(?:对象|范围|主题|地点|满分|总分)[为是：:]"
    r"|^(?:联系人|联系电话|电话|传真|邮箱|电子邮箱|地址|(?:咨询|监督|举报|值班|报警|服务)(?:电话|热线)[：:\d为])"
    r"|适用于|自[\u4e00-\u9fff]{2,8}起(?:施行|执行|实施)"
)
_OFFICE_DUTY: Final = re.compile(
    r"^(?:具体)?(?:负责|承担)[^，、]{0,16}(?:日常|统筹|综合)[^，、]{0,8}(?:工作"
    r"|事务|调度|协调|管理|运转|联络)$|^负责[^，、]{0,8}具体工作$"
)
# How things stand: 全县现有农贸市场14个，其中达标11个; 调查显示; 早晚高峰拥堵仍较突出.
_REPORTS: Final = re.compile(
    r"^[^，]{0,12}(?<!在)(?:现有|共有|已有|现存|累计有)[^，]{0,20}\d|^其中[\u4e00-\u9fff]{1,8}\d"
    r"|(?:调查|数据|结果|统计|监测|测评|通报|督查)[\u4e00-\u9fff]{0,6}(?:显示|表明)▫*$"
    r"|(?:仍|较|还|尚|依然)(?:然|较|比较|为)?(?:突出|严重|薄弱|滞后|靠后|普遍)▫*$|(?:时有发生|屡禁不止|屡有反弹|排名靠后)▫*$"
)
# 请各单位抓好以下工作: what is demanded follows.
_LEADS_IN: Final = re.compile(r"(?<![元%％岁名人次分个])(?:以下|下列|如下)[\u4e00-\u9fff\d]{0,8}$")
# 容不得半点懈怠: the mood in which things are to be done, nothing to do.
_EXHORTS: Final = re.compile("容不得|来不得|(?:松懈|马虎|大意|懈怠|含糊)不得")
# 3月2日-3月13日 发动阶段: the name of a stage.
_STAGE: Final = re.compile(r"^[^，]{0,24}阶段▫*$|^[^，]{0,16}月[^，]{0,8}为[^，]{2,12}期▫*$")
# The last words of a covering letter.
_COVER: Final = re.compile(r"^请[^，]{0,16}(?:贯彻|执行|落实|实施|遵照)$|^(?:以上[^，]{0,6}请|特此|妥否)|^请予")


def founds(text: str) -> bool:
    """Whether a clause sets up a body."""
    return bool(_FOUND.search(text))


def states(text: str, *, modal: str, agent: bool, measured: bool) -> bool:
    """Whether a clause only tells. A modal that binds makes most of what tells demand."""
    if _LEADS_IN.search(text) or _EXHORTS.search(text):
        return True
    bound = bool(modal) and modal not in PERMIT
    if _REPORTS.search(text) and not bound:
        return True
    if _POST.search(text.rstrip("▫")) and not (bound and (agent or "落实" in text)):
        return True
    if founds(text) and not bound:
        return True
    if _OFFICE_DUTY.search(text) or _COVER.search(text) or _STAGE.search(text):
        return True
    if bound or measured:
        return False
    return modal in PERMIT or (bool(_TELL.search(text)) and not text.startswith("对"))
