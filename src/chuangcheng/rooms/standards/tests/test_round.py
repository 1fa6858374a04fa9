"""Whatever a standard says, it says the same as Excel, as YAML, and in the database."""

import dataclasses
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuangcheng.rooms.standards import make, verbs
from chuangcheng.rooms.standards.doors import excel, files, yaml_out
from chuangcheng.rooms.standards.keeping import draft_of
from chuangcheng.rooms.standards.tests.drafts import drafts

PATIENT = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def through(data: bytes):
    reading = files.read(data)
    assert reading.faults == []
    return reading.draft


@given(drafts())
@PATIENT
def test_any_standard_goes_through_excel_and_yaml_and_stays_what_it_was(draft):
    from_excel = through(excel.write(draft))
    assert from_excel == draft
    from_yaml = through(yaml_out.write(from_excel))
    assert from_yaml == draft
    assert draft.digest() == from_excel.digest() == from_yaml.digest()
    assert through(excel.write(from_yaml)) == draft


@given(drafts(), st.randoms(use_true_random=False))
@PATIENT
def test_the_order_of_the_file_does_not_matter_where_nothing_is_ordered_by_it(draft, chance):
    """Brothers keep their order; whether they stand beside each other says nothing."""
    parents = [row.parent for row in draft.headings]
    chance.shuffle(parents)
    by_parent = {parent: iter([row for row in draft.headings if row.parent == parent]) for parent in set(parents)}
    mixed = dataclasses.replace(draft, headings=[next(by_parent[parent]) for parent in parents])
    assert mixed.digest() == draft.digest()


@given(drafts())
@PATIENT
def test_a_digest_sees_every_part(draft):
    row = draft.criteria[0]
    other = dataclasses.replace(row, items=[*row.items, {"code": "新", "zh": "新要点", "en": ""}])
    assert dataclasses.replace(draft, criteria=[other, *draft.criteria[1:]]).digest() != draft.digest()
    for part in ("checks", "questions", "negatives"):
        if rows := getattr(draft, part):
            changed = [dataclasses.replace(rows[0], wording=f"{rows[0].wording}改"), *rows[1:]]
            assert dataclasses.replace(draft, **{part: changed}).digest() != draft.digest()
            assert dataclasses.replace(draft, **{part: rows[1:]}).digest() != draft.digest()


def test_a_tie_to_the_negative_list_is_the_same_from_either_side():
    one = make.SMALL.replace("negative: [N-01],\n", "\n")
    other = one.replace(
        "unit_kinds: [gongan], criteria: [II-2-1], source", "unit_kinds: [gongan], criteria: [II-2-1, II-2-2], source"
    )
    assert files.read(one.encode()).draft != files.read(make.SMALL.encode()).draft
    assert files.read(other.encode()).draft == files.read(make.SMALL.encode()).draft


def test_what_is_loaded_comes_out_as_it_went_in(world):
    for data in (make.SMALL.replace("id: small", "id: again").encode(), make.example_file().read_bytes()):
        draft = through(data)
        loaded = verbs.load(world.xuyian, data=excel.write(draft))
        loaded.refresh_from_db()
        assert draft_of(loaded) == draft
        assert loaded.digest == draft.digest() == draft_of(loaded).digest()
        assert verbs.load(world.xuyian, data=data) == loaded


def test_a_damaged_workbook_never_brings_the_reader_down():
    whole = excel.write(through(make.SMALL.encode()))
    chance = random.Random(11)  # noqa: S311
    for _n in range(60):
        data = bytearray(whole)
        for _hit in range(chance.randrange(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        reading = files.read(bytes(data[: chance.choice([len(data), len(data) // 2])]))
        assert (reading.draft is None) == bool(reading.faults)
