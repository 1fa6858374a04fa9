"""联络员提交 → 分管签字 → 主要签字 → 创建办审核: who signs, what a return undoes, and what never happens."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from chuangcheng.kit import journal
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.duties import life, make, verbs
from chuangcheng.rooms.duties.forms import ProofForm
from chuangcheng.rooms.duties.models import Signature, judged, pieces_of
from chuangcheng.rooms.evidence import verbs as evidence
from chuangcheng.rooms.org import verbs as org
from chuangcheng.rooms.org.models import DEPUTY, LIAISON, PRINCIPAL, Person, Post
from chuangcheng.site.world import PASSWORD


@pytest.fixture
def submitted(walk):
    return walk(life.FOR_DEPUTY)


@pytest.fixture
def reviewed(walk):
    """A duty with both signatures that waits for the office."""
    return walk(life.FOR_OFFICE)


def standing(duty) -> list[str]:
    return list(duty.signatures.filter(void_at=None).values_list("role", flat=True))


def test_the_whole_line(world, give, sign):
    duty = make.proven(world.zhouyuning, give(needed=2))
    verbs.submit(world.zhouyuning, duty)
    sign(world.linqing, duty)
    sign(world.heweimin, duty)
    verbs.accept(world.xuyian, duty)
    assert duty.state == life.ACCEPTED
    assert [(s.role, s.person.name, s.for_another) for s in duty.signatures.all()] == [
        (DEPUTY, "林清", False),
        (PRINCIPAL, "何为民", False),
    ]
    assert duty.ended_at is not None


def test_a_signature_is_bound_to_exactly_the_pieces_that_were_signed(world, submitted, sign):
    sign(world.linqing, submitted)
    signature = submitted.signatures.get()
    assert signature.judged_pieces == pieces_of(submitted)
    assert signature.judged == judged(pieces_of(submitted))


def test_nothing_is_submitted_while_pieces_are_missing(world, give):
    duty = make.proven(world.zhouyuning, give(needed=3, measure="张"), 2)
    with pytest.raises(Refused, match="还差 1 张"):
        verbs.submit(world.zhouyuning, duty)


def test_the_deputy_signs_first(world, submitted, sign):
    with pytest.raises(Refused, match="权限"):
        sign(world.heweimin, submitted)


def test_leads_of_another_unit_do_not_sign(world, submitted, sign):
    with pytest.raises(Refused, match="权限"):
        sign(world.luming, submitted)


def test_nobody_signs_what_they_submitted(world, give, sign):
    org.appoint(world.admin, person=world.linqing, unit=world.town, role=LIAISON)
    org.appoint(world.admin, person=world.zhouyuning, unit=world.town, role=DEPUTY)
    linqing = world.linqing
    duty = make.proven(linqing, give())
    verbs.submit(linqing, duty)
    with pytest.raises(Refused, match="权限"):
        sign(linqing, duty)
    assert sign(world.zhouyuning, duty).state == life.FOR_PRINCIPAL


def test_who_is_the_only_signer_is_told_so_on_submitting(world, give):
    org.appoint(world.admin, person=world.linqing, unit=world.town, role=LIAISON)
    linqing = world.linqing
    duty = make.proven(linqing, give())
    with pytest.raises(Refused, match="分管负责同志不能给自己提交的材料签字"):
        verbs.submit(linqing, duty)


def test_a_vacant_post_goes_to_the_lead_of_the_unit_above_visibly(world, give, sign):
    duty = make.proven(world.tanglian, give(world.community))
    verbs.submit(world.tanglian, duty)
    sign(world.linqing, duty)
    signature = duty.signatures.get()
    assert (signature.unit, signature.for_another) == (world.town, True)


def test_a_lead_appointed_meanwhile_signs_instead_of_the_one_above(world, give, sign):
    duty = make.proven(world.tanglian, give(world.community))
    verbs.submit(world.tanglian, duty)
    org.appoint(world.admin, person=world.chuzhi, unit=world.community, role=DEPUTY)
    with pytest.raises(Refused, match="权限"):
        sign(world.linqing, duty)
    assert sign(world.chuzhi, duty).state == life.FOR_PRINCIPAL


def test_a_duty_that_nobody_could_sign_is_not_submitted(world, give):
    org.add(world.admin, username="jiaojing", name="焦警", password="mima-2026-06", unit=world.police, role=LIAISON)
    liaison = Person.objects.get(username="jiaojing")
    duty = make.proven(liaison, give(world.police))
    with pytest.raises(Refused, match="没有可以签字的分管负责同志"):
        verbs.submit(liaison, duty)


def test_a_lead_who_left_signs_no_more(world, submitted, sign):
    org.end(world.admin, Post.objects.get(person=world.linqing), successor=world.chuzhi)
    with pytest.raises(Refused, match="权限"):
        sign(world.linqing, submitted)


# --- return ---------------------------------------------------------------------------------------------------------


def test_the_liaison_reads_why_it_came_back(world, reviewed):
    verbs.send_back(world.xuyian, reviewed, reason="缺现场全景")
    assert (reviewed.state, reviewed.reason) == (life.RETURNED, "缺现场全景")


def test_what_comes_back_unchanged_goes_on_past_the_signatures_that_stand(world, reviewed):
    verbs.send_back(world.xuyian, reviewed, reason="请核对日期")
    assert verbs.submit(world.zhouyuning, reviewed).state == life.FOR_OFFICE
    assert standing(reviewed) == [DEPUTY, PRINCIPAL]


def test_unchanged_it_goes_on_to_the_signature_that_is_still_missing(world, walk):
    duty = walk(life.FOR_PRINCIPAL)
    verbs.send_back(world.heweimin, duty, reason="请核对日期")
    assert verbs.submit(world.zhouyuning, duty).state == life.FOR_PRINCIPAL
    assert standing(duty) == [DEPUTY]


def _one_more(world, duty):
    verbs.add_proof(world.zhouyuning, duty, pieces=[make.piece(world.zhouyuning, duty, 5)])


def _one_instead(world, duty):
    verbs.drop_proof(world.zhouyuning, duty, piece=duty.proofs.get().evidence)
    _one_more(world, duty)


def _another_caption(world, duty):
    piece = duty.proofs.get().evidence
    evidence.amend(
        world.zhouyuning, piece, title="改过的标题", period_from=piece.period_from, period_to=piece.period_to
    )


@pytest.mark.parametrize("change", [_one_more, _one_instead, _another_caption])
def test_what_comes_back_changed_is_signed_again_by_both(world, reviewed, sign, change):
    verbs.send_back(world.xuyian, reviewed, reason="请补")
    change(world, reviewed)
    assert verbs.submit(world.zhouyuning, reviewed).state == life.FOR_DEPUTY
    assert standing(reviewed) == []
    sign(world.linqing, reviewed)
    assert sign(world.heweimin, reviewed).state == life.FOR_OFFICE
    assert Signature.objects.filter(duty=reviewed).count() == 4


def test_a_lead_may_return_too_but_a_strangers_lead_may_not(world, submitted):
    with pytest.raises(Refused, match="权限"):
        verbs.send_back(world.luming, submitted, reason="不行")
    assert verbs.send_back(world.linqing, submitted, reason="照片模糊").state == life.RETURNED


def test_taken_back_before_the_first_signature(world, submitted, sign):
    verbs.take_back(world.zhouyuning, submitted)
    assert (submitted.state, submitted.submitted_by, submitted.submitted_at) == (life.OPEN, None, None)
    verbs.submit(world.zhouyuning, submitted)
    sign(world.linqing, submitted)
    with pytest.raises(Refused, match="现在是“待主要签字”"):
        verbs.take_back(world.zhouyuning, submitted)


def test_only_who_submitted_takes_back(world, submitted):
    with pytest.raises(Refused, match="权限"):
        verbs.take_back(world.xuyian, submitted)


def test_signatures_of_one_unit_do_not_carry_another_units_duty_past_its_leads(world, reviewed):
    verbs.send_back(world.xuyian, reviewed, reason="是城管局的事")
    verbs.reassign(world.xuyian, reviewed, unit=world.bureau, reason="是城管局的事")
    assert verbs.submit(world.fangyuan, reviewed).state == life.FOR_DEPUTY


def test_what_was_changed_after_it_was_signed_is_not_accepted(world, reviewed):
    _another_caption(world, reviewed)
    with pytest.raises(Refused, match="签字以后"):
        verbs.accept(world.xuyian, reviewed)
    verbs.send_back(world.xuyian, reviewed, reason="请重新签字")
    assert verbs.submit(world.zhouyuning, reviewed).state == life.FOR_DEPUTY


def test_a_refused_submission_takes_no_signature_away(world, walk):
    duty = walk(life.FOR_PRINCIPAL)
    _another_caption(world, duty)
    with pytest.raises(Refused):
        verbs.submit(world.zhouyuning, duty)
    assert standing(duty) == [DEPUTY]


def test_opened_again_it_must_be_proven_if_only_a_record_had_proven_it(world, give):
    duty = verbs.fulfil(world.xuyian, give(), by="曝光台 2026-000001")
    verbs.reopen(world.xuyian, duty, reason="那条撤了")
    assert duty.missing == 1
    assert duty.proven_by == ""


# --- the signing password -------------------------------------------------------------------------------------------


def test_a_wrong_signing_password_is_refused_beside_its_field(world, submitted):
    with pytest.raises(Refused, match="签字密码不对") as refused:
        verbs.sign(world.linqing, submitted, password="falsch")
    assert "password" in refused.value.fields
    assert submitted.signatures.count() == 0


def test_with_a_signing_password_of_its_own_the_login_password_no_longer_signs(world, submitted):
    org.set_signing(world.linqing, world.linqing, current=PASSWORD, signing="135790")
    with pytest.raises(Refused, match="签字密码不对"):
        verbs.sign(world.linqing, submitted, password=PASSWORD)
    assert verbs.sign(world.linqing, submitted, password="135790").state == life.FOR_PRINCIPAL


def test_after_eight_wrong_ones_even_the_right_one_waits(world, submitted, sign):
    for n in range(8):
        with pytest.raises(Refused, match="签字密码不对"):
            verbs.sign(world.linqing, submitted, password=f"falsch{n}")
    with pytest.raises(Refused, match="次数太多"):
        sign(world.linqing, submitted)
    org.unlock(world.admin, world.linqing)
    assert sign(world.linqing, submitted).state == life.FOR_PRINCIPAL


def test_a_right_one_clears_the_count_and_the_count_is_each_ones_own(world, submitted, sign, walk):
    for n in range(7):
        with pytest.raises(Refused, match="签字密码不对"):
            verbs.sign(world.linqing, submitted, password=f"falsch{n}")
    sign(world.linqing, submitted)
    other = walk(life.FOR_DEPUTY)
    with pytest.raises(Refused, match="签字密码不对"):
        verbs.sign(world.linqing, other, password="falsch")
    assert sign(world.heweimin, submitted).state == life.FOR_OFFICE


def test_one_slip_while_signing_many_locks_nobody_out(world, walk, post, sign):
    duties = [walk(life.FOR_DEPUTY, title=f"第{n}件") for n in range(10)]
    chosen = [str(duty.pk) for duty in duties]
    post(world.linqing, "/duties/many/sign/", chosen=chosen, password="falsch")
    assert not Signature.objects.exists()
    post(world.linqing, "/duties/many/sign/", chosen=chosen, password=PASSWORD)
    assert Signature.objects.count() == 10


# --- twice, and too late --------------------------------------------------------------------------------------------


def test_submitting_twice_does_it_once(world, submitted):
    entries = len(journal.of("duties", submitted.pk))
    with pytest.raises(Refused, match="现在是“待分管签字”"):
        verbs.submit(world.zhouyuning, submitted)
    assert len(journal.of("duties", submitted.pk)) == entries


def test_signing_twice_leaves_one_signature(world, submitted, sign):
    sign(world.linqing, submitted)
    with pytest.raises(Refused):
        sign(world.linqing, submitted)
    assert submitted.signatures.count() == 1


def test_one_person_in_both_roles_does_not_sign_twice_by_a_double_click(world, submitted, sign):
    org.appoint(world.admin, person=world.linqing, unit=world.town, role=PRINCIPAL)
    seen = submitted.version
    sign(world.linqing, submitted, seen=seen)
    with pytest.raises(Refused, match="刚刚办过这一条：签字"):
        sign(world.linqing, submitted, seen=seen)


def test_a_stale_page_is_told_who_did_what(world, submitted, sign):
    seen = submitted.version
    verbs.send_back(world.linqing, submitted, reason="照片模糊")
    verbs.submit(world.zhouyuning, submitted)
    with pytest.raises(Refused, match="周予宁 刚刚办过这一条：提交") as refused:
        sign(world.linqing, submitted, seen=seen)
    assert refused.value.status == 409


def test_the_same_file_twice_counts_once(world, give, post):
    duty = give(needed=2)
    said = {"kind": "report", "period_from": "2026-06-01", "period_to": "2026-06-30", "nothing_secret": "on"}
    address = f"/duties/{duty.pk}/add_proof/"
    first = post(world.zhouyuning, address, files=SimpleUploadedFile("a.txt", b"one"), **said)
    assert first.status_code == 302
    again = post(world.zhouyuning, address, files=SimpleUploadedFile("b.txt", b"one"), **said)
    assert again.status_code == 422
    assert "已经交过" in again.content.decode()
    duty.refresh_from_db()
    assert duty.counted == 1


def test_a_piece_that_is_kept_counts_once_however_often_it_is_chosen(world, give):
    duty = give(needed=2)
    kept = make.piece(world.zhouyuning, duty)
    verbs.add_proof(world.zhouyuning, duty, pieces=[kept, kept])
    verbs.add_proof(world.zhouyuning, duty, pieces=[kept])
    assert duty.counted == 1


@pytest.fixture
def of_may(world, give):
    """A duty, and a kept piece that is of another period."""
    duty = give(needed=2)
    kept = make.piece(world.zhouyuning, duty)
    days = {"period_from": duty.period_from.replace(year=2020), "period_to": duty.period_to.replace(year=2020)}
    return duty, evidence.amend(world.zhouyuning, kept, title="旧的", **days)


def test_material_of_another_period_counts_only_where_it_is_meant(world, of_may):
    duty, kept = of_may
    with pytest.raises(Refused, match="“旧的”的所属时段不在本期"):
        verbs.add_proof(world.zhouyuning, duty, pieces=[kept])
    assert duty.proofs.count() == 0
    verbs.add_proof(world.zhouyuning, duty, pieces=[kept], other_period=True)
    assert duty.proofs.get().is_of_other_period


def test_a_file_of_another_period_is_kept_and_the_person_told(world, give, post):
    duty = give(needed=1)
    said = {"period_from": "2025-05-01", "period_to": "2025-05-31", "nothing_secret": "on"}
    done = post(world.zhouyuning, f"/duties/{duty.pk}/add_proof/", files=SimpleUploadedFile("a.jpg", b"one"), **said)
    assert done.status_code == 302
    assert [str(m) for m in get_messages(done.wsgi_request)] == [
        "已交。所属时段不在本期（一次），签字、审核的人会看到。"
    ]
    proof = duty.proofs.get()
    assert proof.is_of_other_period
    assert proof.evidence.kind == "photo"


def test_whoever_signs_sees_that_material_is_of_another_period(world, of_may, client):
    duty, kept = of_may
    verbs.add_proof(world.zhouyuning, duty, pieces=[kept, make.piece(world.zhouyuning, duty, 1)], other_period=True)
    verbs.submit(world.zhouyuning, duty)
    client.force_login(world.linqing)
    for address in (duty.get_absolute_url(), "/duties/signing/"):
        assert "不是本期：2020-" in client.get(address).content.decode(), address


def test_kept_material_of_the_period_is_offered_first_with_its_days(world, of_may):
    duty, _kept = of_may
    fresh = make.piece(world.zhouyuning, duty, 3)
    form = ProofForm(actor=world.zhouyuning, record=duty)
    (ours, ours_rows), (others, others_rows) = form.offered
    assert (ours, others) == ("本期的", "别的时段的")
    assert [key for key, _words in ours_rows] == [fresh.pk]
    assert others_rows[0][1].startswith("旧的·情况说明·2020-")
