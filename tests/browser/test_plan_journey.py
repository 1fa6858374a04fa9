"""A plan from its upload to duties in the units' inboxes, and a second version of one."""

import re

from playwright.sync_api import Locator, expect

from .scenes import PLAN, SECOND_VERSION
from .visitor import Visitor


def bring(office: Visitor, name: str, text: str, *, previous: str = "") -> None:
    """Upload a plan and wait until the worker has read it."""
    page = office.page
    page.get_by_label("方案文件").set_input_files({"name": name, "mimeType": "text/plain", "buffer": text.encode()})
    if previous:
        page.get_by_label("是哪个方案的新版").select_option(label=previous)
    page.get_by_label("到", exact=True).fill("2026-09-30")
    page.get_by_label("我确认文件不含涉密内容").check()
    office.press("上传并识别")
    opened = page.get_by_role("link", name="打开")
    panes = page.locator("[data-panes]")
    expect(opened.or_(panes).first).to_be_visible(timeout=15_000)
    if opened.is_visible():
        opened.click()
    expect(panes).to_be_visible()


def row(office: Visitor, words: str) -> Locator:
    """An obligation's row; that of the open one is a card with its words in a field."""
    rows = office.page.locator(".ob [data-row]")
    return (
        rows.filter(has_text=words)
        .or_(rows.filter(has=office.page.locator(f"input[name=title][value*='{words}']")))
        .first
    )


def card(office: Visitor, words: str) -> Locator:
    """The open card of an obligation."""
    opened = office.page.locator(".selcard", has=office.page.locator(f"input[name=title][value*='{words}']"))
    if not opened.is_visible():
        row(office, words).locator("[data-open]").click()
    expect(opened).to_be_visible()
    return opened


def approve_all(office: Visitor) -> None:
    """Approve, and wait until the worker has made the duties."""
    office.page.get_by_role("link", name="批准并生成任务").click()
    expect(office.page.get_by_text("全部批准会生成")).to_be_visible()
    office.page.locator(".form-do .btn-primary").click()
    office.told("已办好")
    made = office.page.get_by_text("都已生成任务，到了各单位的待办里。")
    for _look in range(40):
        if made.is_visible():
            break
        office.page.wait_for_timeout(250)
        office.page.reload()
    expect(made).to_be_visible()


def test_a_plan_is_read_checked_approved_and_its_duties_reach_the_liaison(county, enter):
    address = county("small")
    office = enter(address, "xuyian")
    page = office.page
    office.go("/plans/")
    office.press("上传方案", within=page.locator(".ph-actions"))
    bring(office, "澄浦县方案.txt", PLAN)
    expect(page.get_by_role("heading", level=1)).to_have_text("澄浦县2026年创建全国文明城市工作方案")
    expect(page.locator(".ob [data-row]")).to_have_count(12)
    expect(page.get_by_role("button", name="批准并生成任务")).to_be_disabled()

    # a vague word: the proposed period is taken over
    opened = card(office, "清洗公共座椅")
    expect(opened).to_contain_text("含糊词“定期”")
    expect(opened.get_by_label("周期")).to_have_value("P1M")
    opened.locator("input[name=title]").fill("清洗公共座椅和候车亭")
    opened.get_by_role("button", name=re.compile("确认并看下一条")).click()
    expect(row(office, "清洗公共座椅和候车亭").get_by_label("已核对")).to_be_visible()

    # a default for a section, where neither unit nor period are written
    section = page.locator(".sec", has_text="环境卫生")
    section.locator("summary").click()
    section.get_by_role("link", name="设这一节的默认").click()
    page.get_by_role("combobox", name="责任单位").fill("城关镇")
    page.get_by_role("option", name="城关镇").click()
    page.get_by_label("周期").select_option(label="每月")
    page.locator(".form-do .btn-primary").click()
    expect(row(office, "修补破损垃圾桶")).to_contain_text("城关镇")
    expect(row(office, "修补破损垃圾桶")).to_contain_text("每月")

    # not our work
    card(office, "标线施划").page.get_by_role("button", name=re.compile("^不涉及")).click()
    expect(row(office, "标线施划")).to_contain_text("不涉及")

    # the rest, section by section
    for words in ("市容环境", "环境卫生", "交通秩序", "宣传引导"):
        section = page.locator(".sec", has_text=words)
        section.locator("summary").click()
        section.get_by_role("button", name="整节确认").click()
        expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".approve")).to_contain_text(re.compile(r"12\s*/ 12"))

    office.press("预览任务清单")
    preview = page.get_by_role("table", name="预览")
    expect(preview.locator("tr", has_text="清洗公共座椅和候车亭").first).to_contain_text("县城管局")
    expect(preview).not_to_contain_text("标线施划")
    page.go_back()
    approve_all(office)

    liaison = enter(address, "zhouyuning")
    liaison.go("/inbox/")
    for title in ("清运积存垃圾", "检查公共厕所", "修补破损垃圾桶"):
        expect(liaison.page.locator(".it", has_text=title).first).to_be_visible()
    expect(liaison.page.get_by_text("清洗公共座椅和候车亭")).to_have_count(0)
    bureau = enter(address, "fangyuan")
    bureau.go("/inbox/")
    expect(bureau.page.locator(".it", has_text="清洗公共座椅和候车亭").first).to_be_visible()


def test_a_second_version_changes_only_what_it_changes(county, enter):
    address = county("approved")
    office = enter(address, "xuyian")
    page = office.page
    before = listed(office)
    office.go("/plans/")
    page.locator("td.ttl a").first.click()
    page.locator(".ph-actions details.menu summary").click()
    page.get_by_role("link", name="上传新版").click()
    bring(office, "澄浦县方案第二版.txt", SECOND_VERSION)

    office.press("与上一版对照")
    for heading, words in (
        ("改了", "公共厕所"),
        ("新增", "志愿服务"),
        ("删去", "积存垃圾"),
        ("保留", "小广告"),
    ):
        group = page.locator("section.card", has=page.get_by_role("heading", name=heading, exact=True))
        expect(group.locator(".it")).to_have_count(1)
        expect(group.locator(".it")).to_contain_text(words)
        if heading == "改了":
            expect(group.locator("del")).to_have_text("2")
            expect(group.locator("ins")).to_have_text("4")
    page.go_back()

    expect(row(office, "小广告").get_by_label("已核对")).to_be_visible()
    for words in ("公共厕所", "志愿服务"):
        card(office, words).page.get_by_role("button", name=re.compile("确认并看下一条")).click()
        expect(row(office, words).get_by_label("已核对")).to_be_visible()
    approve_all(office)

    after = listed(office)
    unchanged = {key: state for key, state in after.items() if "小广告" in key}
    assert unchanged == {key: state for key, state in before.items() if "小广告" in key}
    assert {need for key, (need, _state) in before.items() if "公共厕所" in key} == {"/ 2 次"}
    assert {need for key, (need, _state) in after.items() if "公共厕所" in key} == {"/ 4 次"}
    assert any("志愿服务" in key for key in after)
    assert {state for key, (_need, state) in after.items() if "积存垃圾" in key} == {"审核通过", "已撤销"}


def listed(office: Visitor) -> dict[str, tuple[str, str]]:
    """Every duty of the county by title and due day: what it needs, and its state."""
    page = office.go("/duties/?tab=all")
    rows = page.locator("table.duty tbody tr")
    expect(rows.first).to_be_visible()
    cells = rows.evaluate_all(
        """rows => rows.map(row => {
          const of = name => row.querySelector(`[data-label="${name}"]`)?.textContent.trim().replace(/\\s+/g, ' ');
          return [row.querySelector('.ttl').textContent.trim() + of('所属时段') + of('责任单位'), of('材料'), of('状态')];
        })"""
    )
    return {key: (need[need.index("/") :], state) for key, need, state in cells}
