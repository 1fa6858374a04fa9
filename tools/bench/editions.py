"""standards: an edition of 2,000 criteria loaded, drawn, and beside the next one."""

import dataclasses
import time
from pathlib import Path
from typing import Any

from bench.reading import best
from bench.table import Row, milliseconds

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "data/standards/example-county-city.yaml"
FEW, MANY = 200, 2000
CLIENTS: dict[str, Any] = {}  # signed-in browsers
NOTE = "standards: the page of the tree as a browser gets it, the best of several requests in one process"


def rows() -> list[Row]:
    """Two editions beside each other (every fifth criterion reworded, every seventh weighed anew), one read and loaded
    from Excel and from YAML, its tree as a page; each beside a tenth of it.
    """
    from chuangcheng.rooms.standards import compare

    few, many = _editions(FEW), _editions(MANY)
    tenth = best(lambda: compare.compare(*few), 5)
    whole = best(lambda: compare.compare(*many), 3)
    compared = Row("standards: compare 2,000 criteria", milliseconds(whole), "2,000 ms", whole / tenth,
                   f"200 criteria {milliseconds(tenth)}", whole < 2)  # fmt: skip
    return [compared, *_loaded(few[0], many[0])]


def _loaded(few: Any, many: Any) -> list[Row]:
    """What a person waits for: loading a file, opening the tree, comparing two loaded editions."""
    from django.core.management import call_command

    from chuangcheng.kit import tenancy
    from chuangcheng.rooms.standards import changes
    from chuangcheng.rooms.standards.doors import excel, yaml_out
    from chuangcheng.site import world
    from chuangcheng.site.commands import county

    call_command("collectstatic", verbosity=0, interactive=False)
    one = next((c for c in tenancy.all_counties() if c.slug == "standards"), None) or county.write(
        "standards", "澄浦县", ["standards.test"]
    )
    county.migrate(one)
    with tenancy.county(one):
        from chuangcheng.rooms.org.models import Person

        if not Person.objects.filter(username="xuyian").exists():
            world.build()
        found = []
        for words, write in (("YAML", yaml_out.write), ("Excel", excel.write)):
            short, short_time = _load(write, few, f"few-{words.lower()}")
            long, long_time = _load(write, many, f"many-{words.lower()}")
            found.append(Row(f"standards: load 2,000 criteria from {words}", milliseconds(long_time), "3,000 ms",
                             long_time / short_time, f"200 criteria {milliseconds(short_time)}", long_time < 3))  # fmt: skip
        started = time.perf_counter()
        changes.between(short, long)
        apart = time.perf_counter() - started
    small, large = (best(lambda place=place: _page(one, place), 9) for place in (short, long))
    return [
        *found,
        Row("standards: page of the tree, 2,000 criteria", milliseconds(large), "300 ms", large / small,
            f"200 criteria {milliseconds(small)}", large < 0.3, NOTE),
        Row("standards: compare two loaded editions", milliseconds(apart), "3,000 ms", apart / large,
            f"page of the tree {milliseconds(large)}", apart < 3),
    ]  # fmt: skip


def _load(write: Any, draft: Any, slug: str) -> tuple[Any, float]:
    """The loaded standard, and how long its file took from bytes to rows; a name that is new each time."""
    from chuangcheng.kit import actors
    from chuangcheng.rooms.standards import verbs

    data = write(dataclasses.replace(draft, slug=slug, edition=f"{draft.edition} {time.time_ns()}"))
    started = time.perf_counter()
    standard = verbs.load(actors.system(), data=data)
    return standard, time.perf_counter() - started


def _page(county: Any, standard: Any) -> None:
    from bench.pages import _client

    if county.slug not in CLIENTS:
        CLIENTS[county.slug] = _client(county, "xuyian")
    if CLIENTS[county.slug].get(standard.get_absolute_url()).status_code != 200:
        raise SystemExit("the page of the tree does not answer")


def _editions(count: int) -> tuple[Any, Any]:
    """An edition of so many criteria, the example's own among them, and the next one."""
    from chuangcheng.rooms.standards.doors.files import read

    draft = read(EXAMPLE.read_bytes()).draft
    if draft is None:
        raise SystemExit(f"{EXAMPLE} is faulty")
    known = draft.criteria
    copies = [
        dataclasses.replace(known[n % len(known)], code=f"C-{n}", wording=f"{known[n % len(known)].wording}（{n}号）")
        for n in range(count - len(known))
    ]
    old = [*known, *copies]
    methods = {key: {**words, "weight": None} for key, words in draft.methods.items()}
    draft = dataclasses.replace(draft, methods=methods)
    return dataclasses.replace(draft, criteria=old), dataclasses.replace(
        draft, criteria=[_later(n, row) for n, row in enumerate(old)]
    )


def _later(n: int, row: Any) -> Any:
    if n % 7 == 0:
        return dataclasses.replace(row, weight=row.weight + 1)
    return dataclasses.replace(row, wording=row.wording + "，并向社会公示") if n % 5 == 0 else row
