"""Who must do it, and who helps.

Chinese names of bodies end in what they are: 局 办 委 中心 队 街道 单位. A noun phrase at the head of a clause is a
subject when each of its parts ends so (or opens with 各) and a modal, a verb or a time follows it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from chuangcheng.lib.planread.model import Mention
from chuangcheng.lib.planread.vocabulary import listed

_ORG: Final = listed(
    "局 委 办 部 院 校 所 队 股 科 处 组 "
    "厂 店 镇 乡 县 市 区 街道 办事处 街办 中心 "
    "专班 办公室 单位 部门 企业 公司 机构 政府 "
    "委员会 协会 团委 妇联 工会 总工会 工商联 科协 残联 文联 "
    "支队 大队 中队 分局 派出所 医院 学校 小学 中学 幼儿园 各地 人大 政协 纪委 监委 党委 "
    "党组 党支部 支部 村委会 居委会 村委 居委 业委会 "
    "社区 村 管委会 组织 指挥部 站 工作站 服务站 文化站 实践站 "
    "监管站 管理站 卫生站 司法所 供电所 法院 检察院 "
    "银行 集团 物业公司 物业 商户 经营户 业主 主办方 "
    "运营方 管理方 承办方 开办者 经营者 开办方 施工方 主体 窗口 网点 场馆 书记 主任 镇长 "
    "乡长 局长 校长 "
    "院长 所长 站长 组长 队长 巷长 路长 街长 河长 "
    "湖长 楼长 片长 段长 园长 班长 店长 馆长 人员 "
    "干部 同志 领导 负责人 责任人 管理员 保洁员 "
    "网格员 联络员 信息员 监督员 辅导员 宣讲员 协管员 "
    "调解员 指导员 志愿者 党员 教师 班主任 医生 "
    "民警 交警 辅警 保安 门卫 村干部 包村干部 队员 职工 员工 秘书 委员 专员 "
    "代表 省份 城市 国家 财政 团支部 少工委 工委 "
    "理事会 党支部书记 责任区 车间 家委会 平台 人 教职工 员 班 一把手 主席 督学 党小组 警务室 妇委会 团工委 居民组 团区委 团县委 团市委 "
    "团省委 志愿服务队 运营商 供应商 运营单位 基金 "
    "师生 户 管理人 产权人 权属人 承包人 班级 年级 "
    "年级组 教研组 处室 总务处 教务处 德育处 政教处 团队 班子 科室 股室 "
    "镇街 乡镇街道 机关 旅行社 合作社 供销社 导游 护士 厨师 教练 饭店 民宿 旅馆 药店 餐馆 卫生室 老师 队伍 业户 摊主 店主 房东 司机 骑手 车主 承租人 食堂 营业厅 网吧 酒店 宾馆 景区 市场 商场 超市 "
    "工地 图书馆 文化馆 博物馆 影院 影剧院 两委"
)
# Endings that name bodies only behind certain words: rooms where an office sits, halls that are ministries, heads of
# something, schools by their number.
_AFTER: Final = (
    r"(?:办公|校医|校长|园长|院长|书记|主任|教研|研究|督查|监察|检查|审理|综合|秘书|编辑|总编|人事|财务|政工|党建|调研|信访|保卫|科研|联络|协调|督导|巡察|审计|法制|外宣|工作)室",
    r"(?:办公|省[\u4e00-\u9fff]{1,6})厅",
    "[局镇乡县市区村校院所站组队巷路街河湖楼片段园班店馆股科处部厂社台栋元格会团省司林田排事护车船机级首]长",
    "[一二三四五六七八九十][中小幼]",
    "[村居区支]▪{4}",  # 村“两委”
)
_ORG_END: Final = re.compile(
    rf"(?:{'|'.join([*_AFTER, *sorted(set(_ORG), key=len, reverse=True)])})(?:▫*|[（(][^（）()]*[）)])$"
)
# What ends like a body and is none; and endings that are bodies only with 各、本 before them or a modal behind.
_THING: Final = re.compile(
    r"(?:[主老次]街道|[下到离返入进]校|进班|厕所|场所|处所|大厅|餐厅|门厅|候[\u4e00-\u9fff]厅"
    r"|全部|内部|局部|外部|底部|头部|布局|格局|结局"
    r"|(?:教|会议|阅览|活动|休息|浴|卧|寝|值班"
    r"|温|地下|病|候诊|调解)室|督办|举办|主办|承办"
    r"|协办|小区|园区|校区|街区|城区|片区|辖区"
    r"|地区|分区|商住区|居住区|学科|百货商店|全员"
    r"|动员|(?<![班组子委])成员|老人|行人|个人|他人|残疾人|失信人"
    r"|专人|本人|路人|法人|每人|居民|群众|学生|车队"
    r"|排队|环节|全校|进校|全县|全市|全区|全镇|本县"
    r"|本市|专科|党员活动室|市区|县区|工业区|棚户区"
    r"|新区|公共|办案|交办|转办|查办|处办|商业区"
    r"|俱乐部|结合部|接合部|[上中下东西南北腹面]部|门市部|小卖部|好处|各处|大办|操办|包办|(?<!社会)(?<!党)(?<!群团)(?<!经济)(?<!自治)组织"
    r"|[口角深远一多何等]处|[调查惩处]处|(?:中转|转运|收集|收运|变电|充电|换乘|泵)站|农村|乡村|全村|本村|驻村|下村|进村|入村|值班|上班|交班|早班|夜班"
    r"|接班|换班|[增成延特生拉加擅专]长|部长负责|家长|亲自.*|.*具体抓.*)▫*$"
)
_UNSURE: Final = re.compile(
    r"(?:(?<!广播)(?<!应急)(?<!水务)(?<!农技)(?<!林业)(?<!交管)(?<!环卫)(?<!电视)(?<!气象)(?<!畜牧)(?<!实践)(?<!服务)(?<!文化)(?<!工作)(?<!监管)(?<!管理)(?<!兽医)(?<!防疫)站"
    r"|城市|窗口|平台|场馆|市|区(?<!社区)|县|(?<!医)(?<!法)(?<!察)(?<!敬老)(?<!学)(?<!卫生)院"
    r"|厂|店|户(?<!商户)(?<!经营户)|网点|国家|(?<!负责)(?<!责任)(?<!管理)(?<!产权)人(?![员])"
    r"|卫生室|饭店|民宿|旅馆|药店|餐馆|食堂|营业厅|网吧|酒店|宾馆|景区|市场|商场|超市|工地|馆|影院|剧院)▫*$"
)
_EVERY: Final = re.compile(
    r"^(?:各|有关|相关|其他|其它|所有|全体|全县|全市|全区|全镇|每[个名位村镇乡校家所街社班]|局|镇|乡|县|市|区"
    r"|街道|我|本|省|国家|校|院|所|公司|社区|村|厅|委|各级|责任|牵头|成员|主管|属地)"
)
_JOIN: Final = re.compile(r"[、,，/]|以及|(?<!公共)(?<!参)(?<!普)及(?!时)|(?<!共)和(?!谐|平)|与(?!会)|会同")
GENERIC: Final = frozenset(listed("单位 部门 机构 企业 人员 干部 组织 领导 个人 办事处 村 社区"))
_NOT_ORG: Final = re.compile(
    r"^(?:移交|[交报送转](?=[派县市区镇])|有(?!关)|每(?![个名所家位村镇乡校街社班])|这|该项|其余|上述|以上|以下)|工作$|(?<![▫）)])的"
)
# The surnames that most people bear: behind a post they open the name of who holds it.
_SURNAMES: Final = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施牛樊葛邢安齐易乔"
    "伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂苗谷盛翁冉骆蓝路游辛靳柴蒙鲍喻祁蒲房滕屈饶解牟艾尤穆农卓古吉缪简项连芦麦褚娄窦戚岑景宫费卜冷晏席卫米柏宗瞿桂佟应臧闵"
)
# A post with the name of who holds it: 社区党委书记刘敏.
_PERSON: Final = re.compile(rf"(书记|主任|[局镇乡校院所站组队县区市科股]长)(?=[{_SURNAMES}])[\u4e00-\u9fff]{{2,3}}$")
_BRACKETED: Final = re.compile(r"[（(][^（）()]*[）)]|▫+")
_ASIDE: Final = re.compile(r"[（(][^（）()]*(?:简称|下同|以下)[^（）()]*[）)]")


@lru_cache(maxsize=4096)  # the same few names come again and again
def is_body(name: str) -> bool:
    """Whether a noun phrase names somebody who can be made responsible."""
    bare = _BRACKETED.sub("", _ASIDE.sub("", name))
    if len(bare) == 1 and name != bare:
        return bare in "村镇乡"  # 村（社区）
    bare = _PERSON.sub(r"\1", bare).replace("“两委”", "两委").replace('"两委"', "两委")
    return (
        2 <= len(bare) <= 45 and bool(_ORG_END.search(bare)) and not _NOT_ORG.search(bare) and not _THING.search(bare)
    )


def split_names(text: str, start: int, end: int) -> list[Mention]:
    """The names of a list, cut at 、 and at 和/及/与 where both sides name a body of their own; commas inside
    brackets cut nothing."""
    pieces: list[Mention] = []
    at = start
    for match in _JOIN.finditer(text, start, end):
        if _open_bracket(text, at, match.start()):
            continue
        left, right = text[at : match.start()], text[match.end() : end]
        if _parts(left, right, match[0]):
            pieces.append(_mention(text, at, match.start()))
            at = match.end()
    pieces.append(_mention(text, at, end))
    return [p for p in pieces if p.text]


def _open_bracket(text: str, start: int, end: int) -> bool:
    piece = text[start:end]
    return piece.count("（") + piece.count("(") > piece.count("）") + piece.count(")")


def _parts(left: str, right: str, joint: str) -> bool:
    first = re.split(r"[、，,和及与]", right)[0].strip()
    if joint in "、,，/":
        return is_body(left.strip()) or bool(re.match(r"各", first))
    return is_body(left.strip()) and is_body(first) and first not in GENERIC


def _mention(text: str, start: int, end: int) -> Mention:
    while start < end and text[start] in " \t\u3000\xa0、，,：:和及与*_`":
        start += 1
    while end > start and text[end - 1] in " \t\u3000\xa0、，,。；;*_`【[〔［":
        end -= 1
    return Mention(text[start:end], start, end)


def subject(text: str, start: int, end: int, *, bound: bool) -> list[Mention]:
    """The bodies that a head noun phrase names, empty where it names a thing or a place. `bound`: a modal follows."""
    names = split_names(text, start, end)
    kept = [n for n in names if is_agent(n.text, bound=bound)]
    return kept if kept and len(kept) == len(names) else []


def is_agent(name: str, *, bound: bool) -> bool:
    """Whether a name at the head of a clause acts in it; `bound`: a modal or 负责 follows."""
    bare = _ASIDE.sub("", name)
    if not is_body(bare):
        return False
    return bound or bool(_EVERY.match(bare)) or not _UNSURE.search(bare)


def is_led(words: str) -> bool:
    """Whether words open with a body and go on with what it does (由…: 各文明单位派人协助)."""
    return any(is_body(words[:at]) for at in range(len(words) - 2, 1, -1))


@dataclass(frozen=True, slots=True)
class Duties:
    """A responsibility line, read: who leads, who helps, and by when if it says so."""

    responsible: tuple[Mention, ...]
    cooperating: tuple[Mention, ...]
    due: tuple[int, int] | None = None


def names(text: str, start: int, end: int) -> list[Mention]:
    """Every name of a plain list: cut at 、，； and blanks outside brackets."""
    found: list[Mention] = []
    at, depth = start, 0
    for index in range(start, end + 1):
        char = text[index] if index < end else "、"
        depth += (char in "（(") - (char in "）)")
        if (char in "、，,；; \t\u3000/" and depth <= 0) or index == end:
            found.append(_mention(text, at, index))
            at = index + 1
    return [_plain(text, m) for m in found if m.text and len(m.text) < 40 and not _WHEN.match(m.text)]


def _plain(text: str, name: Mention) -> Mention:
    """县公安局（牵头）: the name without the part it plays."""
    part = _PART.search(name.text)
    return _mention(text, name.start, name.start + part.start()) if part and part.start() else name


# 配合单位：各镇，长期坚持: until when stands among the names.
_WHEN: Final = re.compile(r"(?:长期|常年|全年|持续|立行立改|即日|年底前?|\d{1,2}月)[\u4e00-\u9fff\d]{0,8}$")
_PART: Final = re.compile(r"[（(](?:牵头|主责|主办|负责|牵头单位|责任单位|主责单位)[)）]$")
