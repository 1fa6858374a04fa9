"""Who leads and who helps, in all the ways that plans give it out."""

import pytest

from chuangcheng.lib.planread import parse


def roles(text: str) -> list[tuple[list[str], list[str]]]:
    found = parse(text, year=2026).obligations
    return [([m.text for m in o.responsible], [m.text for m in o.cooperating]) for o in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "县城管局牵头，县公安局、各街道配合。",
        "由县城管局牵头，县公安局、各街道配合。",
        "由县城管局牵头负责，县公安局、各街道积极参与。",
        "县城管局负责，县公安局、各街道协助。",
        "以上工作由县城管局负责，县公安局、各街道配合。",
        "上述任务由县城管局牵头落实；县公安局、各街道协助做好。",
        "（县城管局牵头，县公安局、各街道配合）",
        "（牵头：县城管局；配合：县公安局、各街道）",
        "【牵头单位：县城管局 配合单位：县公安局、各街道】",
        "由县城管局会同县公安局、各街道负责。",
        "（责任单位：县城管局牵头，县公安局、各街道配合）",
        "责任单位：县城管局（牵头），县公安局、各街道（配合）",
        "协同单位：县公安局、各街道；责任单位：县城管局",
        "本项工作责任单位为县城管局，配合单位为县公安局、各街道。",
        "——县城管局牵头，县公安局、各街道配合",
    ],
)
def test_a_sentence_that_only_gives_out_roles_covers_what_it_closes(sentence: str) -> None:
    told = (["县城管局"], ["县公安局", "各街道"])
    assert roles(f"（一）整治市容。清理小广告，每周巡查3次。{sentence}") == [told, told]
    assert roles(f"1.整治市容\n清理小广告，每周巡查3次。\n{sentence}\n2.加强宣传\n刊发稿件2篇。") == [
        told,
        told,
        ([], []),
    ]


def test_such_a_sentence_closes_the_whole_list_before_it() -> None:
    text = "（一）整治市容。一是清理小广告；二是每周巡查3次；三是拆除破损广告牌。县城管局牵头，各街道配合。"
    assert roles(text) == [(["县城管局"], ["各街道"])] * 3


def test_one_that_opens_a_paragraph_holds_for_what_follows() -> None:
    assert roles("（一）整治市容。由县城管局牵头，各街道配合。每周巡查3次。") == [(["县城管局"], ["各街道"])]


def test_roles_that_close_a_sentence_are_those_of_all_it_demands() -> None:
    told = (["县纪委监委"], ["县委督查室"])
    assert roles("每月开展暗访，由县纪委监委负责，县委督查室参与。") == [told]
    assert roles("清理小广告，每月通报1次，由县纪委监委牵头，县委督查室配合。") == [told, told]


def test_a_bracket_in_a_heading_holds_for_its_section() -> None:
    told = (["县城管局"], ["县公安局"])
    assert roles("1.整治市容（县城管局牵头，县公安局配合）\n每周巡查3次。清理小广告。\n") == [told, told]


@pytest.mark.parametrize(
    ("text", "lead", "help_"),
    [
        ("县城管局牵头、县公安局配合，6月底前完成夜市迁移。", ["县城管局"], ["县公安局"]),
        ("县住建局联合城关街道对老旧小区开展排查。", ["县住建局"], ["城关街道"]),
        ("由县卫健局牵头，联合县市场监管局检查学校食堂。", ["县卫健局"], ["县市场监管局"]),
        ("社区党组织牵头，物业公司、业委会参与，每季度召开一次议事会。", ["社区党组织"], ["物业公司", "业委会"]),
        ("班主任每周召开主题班会1次，家委会协助。", ["班主任"], ["家委会"]),
        ("各乡镇配合县水利局做好河道清理。", [], ["各乡镇"]),
        ("各社区要协助交警部门设置护学岗。", ["各社区"], []),
        ("材料须经单位主要负责人签字审核。", ["单位主要负责人"], []),
        ("电子版通过政务协同平台报送。", [], []),
        ("县城管局、城关镇共同负责南门市场周边秩序管理。", ["县城管局", "城关镇"], []),
        ("县水利局与县生态环境局共同清理河道。", ["县水利局", "县生态环境局"], []),
        ("县商务局同县市场监管局检查菜市场。", ["县商务局"], ["县市场监管局"]),
        ("县妇联会同县农业农村局、县文明办组成评审组。", ["县妇联"], ["县农业农村局", "县文明办"]),
        ("县住建局负责道路修补，县交通局协助。", ["县住建局"], ["县交通局"]),
        ("每社区不少于1支志愿队伍。", ["每社区"], []),
        ("由副主任王海负责，清理楼道堆物。", ["副主任王海"], []),
        ("新建停车位300个（县住建局、县城管局，各街道）。", ["县住建局", "县城管局", "各街道"], []),
    ],
)
def test_roles_inside_a_sentence(text: str, lead: list[str], help_: list[str]) -> None:
    assert roles(text) == [(lead, help_)]


def test_each_clause_has_the_bracket_that_closes_it() -> None:
    text = "清理小广告（县城管局），修剪绿篱（县园林中心），清洗护栏（县环卫中心）。"
    assert roles(text) == [(["县城管局"], []), (["县园林中心"], []), (["县环卫中心"], [])]


def test_units_that_answer_by_their_trades_are_named_without_that() -> None:
    assert roles("清理小广告。（县城管局、县公安局等按职责分工负责）") == [(["县城管局", "县公安局"], [])]


def test_a_cell_of_units_may_tell_who_leads_and_who_helps() -> None:
    table = "任务\t责任单位\t时限\n修补破损路面12处\t县住建局牵头，县水务公司配合\t6月底前\n"
    assert roles(table) == [(["县住建局"], ["县水务公司"])]


@pytest.mark.parametrize("name", ["保安", "包片领导", "校长室", "每村", "红领巾广播站", "驻村第一书记"])
def test_these_act_too(name: str) -> None:
    assert roles(f"{name}每天巡查1次。") == [([name], [])]


def test_rooms_act_where_they_do_a_work_and_are_places_elsewhere() -> None:
    assert roles("卫生室做好晨检。") == [(["卫生室"], [])]
    assert roles("卫生室每天消毒1次。") == [([], [])]
