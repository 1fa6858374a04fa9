"""The words that every standard shares: methods, the plan's scheme, kinds of evidence, cadences. Plain data, no Django,
so that a file can be checked where nothing is installed but Python and a YAML reader."""

from chuangcheng.kit.life import N_

MATERIAL, ONSITE, SURVEY = "material", "onsite", "survey"
METHODS = {MATERIAL: N_("材料审核"), ONSITE: N_("实地考察"), SURVEY: N_("问卷调查")}

# The plan's own scheme: 1 + 3 + 5.
GRIPS = {"material": N_("网上申报"), "satisfaction": N_("群众满意度"), "negative": N_("负面清单")}
ACTIONS = {
    "infrastructure": N_("基础设施"),
    "appearance": N_("市容市貌"),
    "traffic": N_("交通秩序"),
    "markets": N_("市场管理"),
    "minors": N_("未成年人"),
}
SCHEME = {**GRIPS, **ACTIONS}

EVIDENCE_KINDS = {
    "normative": N_("规范文件"),
    "report": N_("情况说明"),
    "photo": N_("实景图片"),
    "table": N_("统计表格"),
}
CADENCES = {
    "P1W": N_("每周"),
    "P1M": N_("每月"),
    "P2M": N_("每两个月"),
    "P3M": N_("每季度"),
    "P6M": N_("每半年"),
    "P1Y": N_("每年"),
}
# How certain a public source is.
CERTAINTIES = {"A": N_("政府网页"), "B": N_("报刊等转载"), "C": N_("存疑，待核实")}

# How points come about, and what is looked at, asked and forbidden.
WEIGHT, COUNT, GRADE, DEDUCTION = "weight", "count", "grade", "deduction"
SCORE_RULES = {
    WEIGHT: N_("按分值"),
    COUNT: N_("按件数得分"),
    GRADE: N_("按达标项数分档"),
    DEDUCTION: N_("按处扣分"),
}
HOWS = {"observe": N_("看现场"), "check": N_("查记录"), "try": N_("试一试")}
YESNO, GRADED, COUNTED = "yesno", "graded", "counted"
ANSWERS = {YESNO: N_("是否达标"), GRADED: N_("分档"), COUNTED: N_("计数")}
ABOUTS = {"satisfaction": N_("满意度"), "awareness": N_("知晓率"), "participation": N_("参与率")}
ALERTS = {"notice": N_("提醒"), "warning": N_("预警"), "redline": N_("红线")}
STATUSES = {"nominee": N_("提名城市"), "holder": N_("已有称号的城市")}
POINTS = "points"
EFFECTS = {
    POINTS: N_("扣测评分"),
    "nomination_stopped": N_("停止提名资格"),
    "title_stopped": N_("停止称号资格一年"),
    "title_withdrawn": N_("取消称号"),
}
