"""One paper of each kind, as a county would send it. The county and its people are made up."""

from datetime import date

from chuangcheng.lib.officialdoc import (
    Attachment,
    Cell,
    Column,
    Heading,
    Paper,
    Paragraph,
    Table,
    assignment_form,
    number,
    supervision_form,
)

OFFICE = "鹿鸣县创建全国文明城市工作领导小组办公室"
_ON = date(2026, 6, 12)


def supervision() -> Paper:
    """A 督办单 on one page."""
    matter = (
        "6月8日实地核查发现，府前路农贸市场东门外占道经营反弹，垃圾清运不及时，公共厕所洗手台损坏。"
        "该问题5月已交办一次，未按期办结，现予督办。"
    )
    form = supervision_form(
        number("鹿创督", 2026, 3), matter, "县城市管理局（牵头）、县市场监督管理局",
        requirement="立即清理占道摊点，6月20日前修复洗手台；每日清运不少于2次，并建立市场周边巡查制度。",
        due=date(2026, 6, 20), due_note="共5个工作日",
    )  # fmt: skip
    return Paper(
        "创建全国文明城市工作督办单", [form], urgency="加急", signatures=[OFFICE], dated=_ON,
        note="联系人：周明，电话：0000-0000000", copy_to="县委督查室、县政府督查室", author="鹿鸣县创城办",
    )  # fmt: skip


def assignment() -> Paper:
    """A 交办单 without a red head."""
    matter = "一是清江路38号楼道堆放杂物；二是清江路与学府路交叉口非机动车乱停放；三是南门小学门口斑马线磨损。"
    form = assignment_form(number("鹿创交", 2026, 17), matter, "清江街道办事处", due=date(2026, 6, 18))
    return Paper("问题交办单", [form], signatures=["鹿鸣县创城办"], dated=_ON, copies=2, author="鹿鸣县创城办")


def weekly() -> Paper:
    """A 周通报 with headings of all levels, a table, attachments, signature and imprint."""
    columns = [
        Column("单位", 3), Column("交办", 1, "center"), Column("办结", 1, "center"), Column("按期办结率", 1.6, "right"),
        Column("主要未办结问题", 4),
    ]  # fmt: skip
    units = ("县城市管理局", "县公安局交警大队", "县住房和城乡建设局", "县市场监督管理局", "清江街道", "府前街道")
    rows: list[list[str | Cell]] = [
        [unit, str(12 + n), str(10 + n), f"{(10 + n) / (12 + n):.1%}", "占道经营反弹、井盖破损未修" if n % 2 else "—"]
        for n, unit in enumerate(units)
    ]
    rows.append([Cell("合计", bold=True, align="center"), "87", "75", "86.2%", Cell("", align="center")])
    blocks = [
        Paragraph("6月6日至12日，领导小组办公室组织3个组对48个点位进行了实地核查，现将情况通报如下。"),
        Heading(1, "总体情况"),
        Paragraph("本周共发现问题87件，已办结75件，按期办结率86.2%，比上周提高3.4个百分点。"),
        Table(columns, rows, caption="表1　各单位问题办理情况"),
        Heading(1, "存在问题"),
        Heading(2, "背街小巷管理有反复"),
        Paragraph("南门巷、书院巷等6处小广告清除后再次出现，“回头看”发现率为25%。", lead="一是清理不彻底。"),
        Paragraph("3个小区飞线充电没有整改到位。", lead="二是部门配合不够。"),
        Heading(2, "交通秩序仍需加强", run_on="学府路早高峰非机动车逆行较多，头盔佩戴率为78%。"),
        Heading(3, "重点路口"),
        Heading(4, "学府路与清江路交叉口", run_on="缺少劝导人员。"),
        Heading(1, "下一步工作"),
        Paragraph("请各单位对照问题清单，于6月18日前整改到位，并报送整改前后对比照片。"),
    ]
    listed = [Column("序号", 0.6, "center"), Column("点位", 2), Column("问题", 3), Column("责任单位", 2)]
    problems = [[str(n), f"清江路{n}号", "楼道堆放杂物", "清江街道"] for n in range(1, 13)]
    return Paper(
        "关于6月第2周创建全国文明城市\n工作情况的通报", blocks, red_head=[OFFICE + "文件"],
        number=number("鹿创办", 2026, 21), signer="李　华", to="各成员单位，各乡镇人民政府、街道办事处",
        attachments=[Attachment("问题清单", [Table(listed, problems)]), Attachment("整改情况反馈表及其填写说明和报送要求（由各单位联络员填报）")],
        signatures=[OFFICE], dated=_ON, note="此件公开发布",
        copy_to="县委办公室，县人大常委会办公室，县政府办公室，县政协办公室，县纪委监委机关，县人武部，各人民团体",
        printed_by=OFFICE, printed_on=date(2026, 6, 13), copies=60, author="鹿鸣县创城办",
    )  # fmt: skip


def responsibilities() -> Paper:
    """A 责任清单: a landscape table of sixty rows, some cells over several rows, a header of two."""
    columns = [
        Column("", 0.7, "center"), Column("", 2.2), Column("", 4.5), Column("", 2), Column("", 2.4),
        Column("", 1.3, "center"), Column("", 1.4, "center"),
    ]  # fmt: skip
    head = [
        [Cell("序号", down=2), Cell("测评项目", down=2), Cell("工作任务", down=2), Cell("责任分工", across=2),
         Cell("完成要求", across=2)],
        ["牵头单位", "配合单位", "周期", "时限"],
    ]  # fmt: skip
    rows: list[list[str | Cell]] = []
    for n in range(1, 61):
        row: list[str | Cell] = [str(n)]
        if n % 3 == 1:
            row.append(Cell("公共环境\n（干净整洁、管理有序）", down=3))
        row += [f"对辖区第{n}片背街小巷开展环境卫生整治，做到路面干净、立面整洁，无乱堆乱放", "县城市管理局",
                "各乡镇、街道，县住建局", "每月1次", "每月25日前"]  # fmt: skip
        rows.append(row)
    return Paper(
        "鹿鸣县创建全国文明城市工作责任清单", [Table(columns, rows, head=head)], landscape=True,
        signatures=["鹿鸣县创城办"], dated=_ON, author="鹿鸣县创城办",
    )  # fmt: skip


ALL = {"supervision": supervision, "assignment": assignment, "weekly": weekly, "responsibilities": responsibilities}
