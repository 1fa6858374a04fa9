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
