"""Pictures of every page of every role's menu: 1440×900 and 390×844, Chinese and English, and contact sheets.

    ./dev shots [FOLDER] [--only duties,plans | --changed] [--roles xuyian,zhouyuning] [--readme]

The demo county is built once with its clock held at the drawings' date, so that pictures can be compared from day to day.
`--changed` takes only the pages of rooms in which something differs from the last commit, or every page where the kit or
the web assets do. `--readme` makes only the pictures of the README.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "var" / "shots"
MOMENT = "2026-06-12T15:00:00+08:00"
PASSWORD = "chengpu-2026"
ROLES = ["xuyian", "zhouyuning", "shenzhihe", "chenhuaijin"]
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
PAGES = {  # by room: words of its addresses
    "org": ("units", "people", "unitsets", "posts", "/me/"), "standards": ("standards", "criteria"), "evidence": ("evidence",),
    "duties": ("duties", "workdays"), "plans": ("plans",), "inbox": ("inbox", "notices", "search", "help"),
}  # fmt: skip
README = {
    "home": ("xuyian", "desktop", "/"),
    "plan": ("xuyian", "desktop", "/plans/:1"),
    "duties": ("xuyian", "desktop", "/duties/"),
    "phone-inbox": ("zhouyuning", "phone", "/inbox/"),
}


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="./dev shots", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "var" / "pictures")
    parser.add_argument("--only", default="", help="only addresses that contain one of these words")
    parser.add_argument("--changed", action="store_true", help="only the pages of what differs from the last commit")
    parser.add_argument("--roles", default=",".join(ROLES))
    parser.add_argument("--languages", default="zh-hans,en")
    parser.add_argument("--sizes", default=",".join(SIZES))
    parser.add_argument("--readme", action="store_true")
    given = parser.parse_args()
    if given.changed and not (pages := changed()):
        print("没有改动到页面（no page changed）")
        return 0
    given.only = ",".join(pages) if given.changed and "/" not in pages else given.only
    given.folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "CHUANGCHENG_HOME": str(HOME), "CHUANGCHENG_CLOCK": MOMENT}
    subprocess.run([ROOT / ".venv/bin/chuangcheng", "demo", "--build-only"], env=environment, check=True)
    port = free_port()
    server = subprocess.Popen(
        [ROOT / ".venv/bin/chuangcheng", "serve", "--port", str(port), "--no-worker"], env=environment
    )
    try:
        wait(port)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), chromium_sandbox=False, args=FLAGS)
            take = readme if given.readme else everything
            return take(browser, f"http://localhost:{port}", given)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def changed() -> list[str]:
    """Words of the addresses whose pages may look different since the last commit; "/" stands for all of them."""
    done = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [line[3:].split(" -> ")[-1] for line in done.stdout.splitlines()]
    if any(path.startswith(("web/", "src/chuangcheng/kit/", "src/chuangcheng/site/")) for path in paths):
        return ["/"]
    rooms = {parts[3] for path in paths if (parts := path.split("/"))[:3] == ["src", "chuangcheng", "rooms"]}
    return [page for room in sorted(rooms) for page in PAGES.get(room, ("/",))]


def chromium() -> str | None:
    return next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), None)


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def wait(port: int) -> None:
    for _try in range(120):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    raise SystemExit("the server did not start")


def enter(browser: Browser, address: str, username: str, size: str, language: str) -> Page:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=size == "phone", locale="zh-CN"
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_selector("#content", state="attached")
    page.request.post(f"{address}/language/", form={"language": language, "next": "/"}, headers=csrf(page, address))
    page.goto(address)
    return page


def csrf(page: Page, address: str) -> dict[str, str]:
    token = next((c["value"] for c in page.context.cookies() if c["name"] == "csrftoken"), "")
    return {"X-CSRFToken": token, "Referer": address}


def menu(page: Page) -> list[str]:
    """Every address of the sidebar, and the first record behind each list."""
    found = page.eval_on_selector_all("#menu a[href^='/']", "links => links.map(a => a.getAttribute('href'))")
    return list(dict.fromkeys([*found, "/me/", "/notices/", "/search/?q=市场", "/help/"]))


def first_record(page: Page) -> str | None:
    links = page.eval_on_selector_all(
        "main [data-open], main td.ttl a, main .it a.x", "links => links.map(a => a.getAttribute('href'))"
    )
    return next((link for link in links if link.startswith("/") and "?" not in link), None)


def everything(browser: Browser, address: str, given: argparse.Namespace) -> int:
    broken: list[str] = []
    for size in given.sizes.split(","):
        for language in given.languages.split(","):
            for role in given.roles.split(","):
                shot = role_shots(browser, address, role, size, language, given, broken)
                sheet(shot, given.folder / f"sheet-{size}-{language}-{role}.png")
                print(f"{size} {language} {role}: {len(shot)}", flush=True)
    for line in broken:
        print(line)
    return bool(broken)


def role_shots(
    browser: Browser, address: str, role: str, size: str, language: str, given: argparse.Namespace, broken: list[str]
) -> list[Path]:
    page = enter(browser, address, role, size, language)
    page.on("console", lambda m: broken.append(f"{role} {page.url}: {m.text}") if m.type == "error" else None)
    taken, seen, waiting = [], set(), menu(page)
    while waiting:
        path = waiting.pop(0)
        if path in seen or (given.only and not any(word in path for word in given.only.split(","))):
            continue
        seen.add(path)
        answer = page.goto(address + path)
        if answer is None or answer.status >= 400:
            broken.append(f"{role} {path}: {answer.status if answer else 'nothing'}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            broken.append(f"{size} {role} {path}: scrolls {wide} px sideways")
        name = path.strip("/").split("?")[0].replace("/", "-")[:40] or "home"
        target = given.folder / f"{size}-{language}-{role}-{name}.png"
        page.screenshot(path=target)
        taken.append(target)
        if path.count("/") == 2 and (record := first_record(page)):
            waiting.append(record)
        if path == "/duties/":
            waiting += ["/duties/responsibility/", "/duties/board/", "/duties/calendar/", "/duties/signing/"]
    page.context.close()
    return taken


def sheet(pictures: list[Path], target: Path, columns: int = 4) -> None:
    """All pictures on one sheet, with their names."""
    if not pictures:
        return
    with Image.open(pictures[0]) as first:
        width, height = 480, round(480 * first.height / first.width)
    rows = -(-len(pictures) // columns)
    page = Image.new("RGB", (columns * (width + 12) + 12, rows * (height + 30) + 12), "white")
    draw = ImageDraw.Draw(page)
    for n, path in enumerate(pictures):
        x, y = 12 + n % columns * (width + 12), 12 + n // columns * (height + 30)
        with Image.open(path) as picture:
            page.paste(picture.resize((width, height)), (x, y))
        draw.text((x, y + height + 4), path.stem, fill="black")
    page.save(target)


def readme(browser: Browser, address: str, given: argparse.Namespace) -> int:
    folder = ROOT / "docs" / "shots"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (role, size, path) in README.items():
        page = enter(browser, address, role, size, "zh-hans")
        page.goto(address + path.split(":")[0])
        if ":" in path:
            page.locator("main td.ttl a").nth(int(path.split(":")[1]) - 1).click()
            page.wait_for_selector(".panes")
        page.screenshot(path=folder / f"{name}.png")
        page.context.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
