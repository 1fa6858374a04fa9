"""The 周通报 and the 月报 as official papers. They are Chinese whatever the reader's language."""

from collections.abc import Sequence
from typing import Any

from django.utils import translation

from chuangcheng.kit import clock, tenancy
from chuangcheng.lib import officialdoc
from chuangcheng.lib.officialdoc import Block, Column, Heading, Paragraph, Table
from chuangcheng.rooms.duties import life as duty_life
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.papers import life
from chuangcheng.rooms.papers.figures import Line, Month, Week
from chuangcheng.rooms.papers.models import KINDS, Paper

HEADS = ("应完成", "按期通过", "审核中", "补报", "逾期", "未开展或不适用", "未到期", "完成率")
NOTE = "完成率为已交（含审核中、补报）占应完成（不含本期未开展、不适用）的比例；逾期、未到期以截至日计。"


def lead(week: Week) -> str:
    """The paragraph with which a bulletin begins, until the office writes its own."""
    whole = week.whole
    return (
        f"{officialdoc.days(week.start, week.end)}，全县各单位到期任务{whole.total}项，按期审核通过{whole.in_time}项，"
        f"审核中{whole.checking}项，补报{whole.supplied}项，逾期{whole.late}项，本期未开展或不适用{whole.not_held}项，"
        f"完成率{whole.rate_words}。现将有关情况通报如下。"
    )  # fmt: skip


@translation.override("zh-hans")
def weekly(week: Week, words: str) -> officialdoc.Paper:
    """The bulletin of a week, beginning with the office's words."""
    blocks: list[Block] = [Paragraph(line) for line in words.splitlines() if line.strip()]
    blocks += [Heading(1, "总体情况"), *_table(week.lines, week.whole), Paragraph(NOTE)]
    blocks += [Heading(1, "各单位情况"), *_units(week)]
    blocks += [Heading(1, "存在的问题"), *_problems(week)]
    blocks += [Heading(1, "督办交办情况"), *_papers(week.issued, week.struck_off, week.late_papers)]
    blocks += [Heading(1, "下周到期任务"), *_ahead(week)]
    days = officialdoc.days(week.start, week.end)
    return _paper(f"关于{days}\n创建全国文明城市工作情况的通报", blocks, to="各成员单位")


def _paper(title: str, blocks: Sequence[Block], *, to: str = "", signed: str = "") -> officialdoc.Paper:
    signed = signed or Unit.objects.filter(kind="office", closed_on=None).values_list("name", flat=True).first() or ""
    return officialdoc.Paper(title, blocks, to=to, signatures=[signed] if signed else [], dated=clock.today(),
                             author=tenancy.current().name)  # fmt: skip


def _cells(line: Line) -> list[str]:
    counts = (line.total, line.in_time, line.checking, line.supplied, line.late, line.not_held, line.not_due)
    return [*(str(n) for n in counts), line.rate_words]


def _table(lines: Sequence[Line], whole: Line) -> list[Block]:
    if not lines:
        return [Paragraph("本期没有到期任务。")]
    columns = [Column("单位", 3.2), *(Column(head, 1.2, "center") for head in HEADS)]
    rows = [[line.name, *_cells(line)] for line in lines]
    return [Table(columns, [*rows, ["合计", *_cells(whole)]], caption="任务完成情况", size=10.5)]


def _units(week: Week) -> list[Block]:
    found: list[Block] = []
    if week.good:
        names = "、".join(line.name for line in week.good)
        found.append(Paragraph(f"{names}到期任务全部按期完成。", lead="完成较好的单位。"))
    if week.behind:
        names = "、".join(f"{line.name}（{line.late}项）" for line in week.behind)
        found.append(Paragraph(f"{names}有任务逾期未交，请抓紧补报。", lead="需要加快的单位。"))
    return found or [Paragraph("本期各单位没有逾期任务，也没有全部按期完成的单位。")]


def _problems(week: Week) -> list[Block]:
    found: list[Block] = []
    if week.reasons:
        reasons = "；".join(f"{reason}（{n}次）" for reason, n in week.reasons)
        found.append(Paragraph(f"本周退回材料{week.returned}次，主要原因：{reasons}。", lead="材料退回。"))
    if week.not_held:
        found.append(Paragraph("以下任务本期未开展或不适用，原因由单位说明。", lead="未开展。"))
        found.append(_not_held(week.not_held, with_unit=True))
    return found or [Paragraph("本周没有退回的材料，也没有未开展的任务。")]


def _not_held(rows: Sequence[Duty], *, with_unit: bool) -> Table:
    columns = [Column("任务", 4), Column("情况", 1.6, "center"), Column("原因", 4)]
    cells = [[duty.full_title, NOT_HELD[duty.state], duty.reason] for duty in rows]
    if with_unit:
        columns, cells = (
            [Column("单位", 2), *columns],
            [[str(duty.unit), *row] for duty, row in zip(rows, cells, strict=True)],
        )
    return Table(columns, cells, size=10.5)


NOT_HELD = {duty_life.NOT_HELD: "本期未开展", duty_life.NOT_APPLICABLE: "不适用"}


def _papers(issued: Sequence[Paper], struck_off: Sequence[Paper], late: Sequence[Paper] = ()) -> list[Block]:
    found: list[Block] = [Paragraph(f"发出督办单、交办单{len(issued)}件，销号{len(struck_off)}件。")]
    rows = {paper.pk: paper for paper in [*issued, *struck_off, *late]}
    if rows:
        columns = [
            Column("文号", 2.6),
            Column("责任单位", 2),
            Column("事项", 4),
            Column("办理时限", 2, "center"),
            Column("状态", 1.5, "center"),
        ]
        found.append(Table(columns, [_paper_row(paper) for paper in rows.values()], size=10.5))
    return found


def _paper_row(paper: Paper) -> list[str]:
    state = life.PAPER.words[paper.state]
    return [paper.number or KINDS[paper.kind], str(paper.unit), paper.title, officialdoc.day(paper.due_on),
            f"{state}（逾期）" if paper.is_late else state]  # fmt: skip


def _ahead(week: Week) -> list[Block]:
    days = officialdoc.days(*week.next_span)
    if not week.ahead:
        return [Paragraph(f"{days}没有待交的任务。")]
    columns = [
        Column("任务", 5),
        Column("单位数", 1.2, "center"),
        Column("件数", 1.2, "center"),
        Column("最早到期", 2, "center"),
    ]
    rows = [[row["title"], str(row["units"]), str(row["n"]), officialdoc.day(row["first"])] for row in week.ahead]
    more = f"，下表列出单位最多的{len(rows)}类" if sum(row["n"] for row in week.ahead) < week.ahead_count else ""
    return [Paragraph(f"{days}还有{week.ahead_count}项任务到期{more}，请提前准备。"), Table(columns, rows, size=10.5)]


@translation.override("zh-hans")
def monthly(month: Month) -> officialdoc.Paper:
    """A unit's month."""
    whole = month.whole
    words = (
        f"{month.first.year}年{month.first.month}月到期任务{whole.total}项，按期审核通过{whole.in_time}项，审核中{whole.checking}项，"
        f"补报{whole.supplied}项，逾期{whole.late}项，本期未开展或不适用{whole.not_held}项，完成率{whole.rate_words}。"
    )  # fmt: skip
    blocks: list[Block] = [Heading(1, "总体情况"), Paragraph(words), Paragraph(NOTE)]
    blocks += [Heading(1, "到期任务"), *_due(month)]
    blocks += [Heading(1, "本期未开展、不适用")]
    blocks += [_not_held(month.not_held, with_unit=False) if month.not_held else Paragraph("没有。")]
    blocks += [Heading(1, "逾期任务")]
    blocks += [_listed(month.late) if month.late else Paragraph("没有。")]
    blocks += [Heading(1, "督办交办"), *_papers(month.issued, month.struck_off)]
    title = f"{month.unit.name}{month.first.year}年{month.first.month}月\n创建全国文明城市工作月报"
    return _paper(title, blocks, signed=month.unit.name)


def _due(month: Month) -> list[Block]:
    if not month.due:
        return [Paragraph("本月没有到期任务。")]
    cut = (
        [Paragraph(f"共{month.whole.total}项，以下列出前{len(month.due)}项。")]
        if month.whole.total > len(month.due)
        else []
    )
    return [*cut, _listed(month.due)]


def _listed(rows: Sequence[Duty]) -> Table:
    columns = [
        Column("任务", 5),
        Column("期限", 2, "center"),
        Column("已交/需要", 1.4, "center"),
        Column("状态", 2, "center"),
    ]
    return Table(columns, [_duty_row(duty) for duty in rows], size=10.5)


def _duty_row(duty: Duty) -> list[Any]:
    state = duty_life.DUTY.words[duty.state]
    mark = "（逾期）" if duty.is_late else "（补报）" if duty.is_supplied_late else ""
    return [duty.title, officialdoc.day(duty.due_on), f"{duty.counted}/{duty.needed}", f"{state}{mark}"]
