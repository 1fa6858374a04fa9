"""The API says what pages say: the same records, the same verbs, the same refusals."""

import pytest

from chuangcheng.kit.ids import uuid7
from chuangcheng.rooms.duties import make, verbs

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def call(client, world):
    def send(person, method, address, body=None):
        if person is not None:
            client.force_login(person, backend=BACKEND)
        return getattr(client, method)(f"/api/v1/{address}", body, content_type="application/json")

    return send


def test_a_stranger_is_asked_to_sign_in(call):
    answer = call(None, "get", "duties")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_a_unit_lists_its_own_duties_and_no_others(call, world):
    mine = make.duty(world.xuyian, world.town)
    make.duty(world.xuyian, world.bureau)
    listed = call(world.zhouyuning, "get", "duties").json()["items"]
    assert [row["id"] for row in listed] == [str(mine.pk)]


def test_a_list_is_paged_by_key(call, world):
    made = [str(make.duty(world.xuyian, world.town).pk) for _ in range(5)]
    first = call(world.xuyian, "get", "duties?limit=3").json()
    rest = call(world.xuyian, "get", f"duties?limit=3&after={first['after']}").json()
    assert [row["id"] for row in first["items"] + rest["items"]] == sorted(made)
    assert rest["after"] is None


def test_a_verb_is_said_and_answers_with_what_may_follow(call, world):
    duty = make.proven(world.zhouyuning, make.duty(world.xuyian, world.town))
    answer = call(world.zhouyuning, "post", f"duties/{duty.pk}/submit", {"seen": duty.version})
    assert answer.status_code == 200, answer.content
    assert answer.json()["record"]["state"] == "for_deputy"
    assert answer.json()["verbs"] == ["take_back"]


def test_what_the_form_refuses_names_the_field(call, world):
    duty = make.duty(world.xuyian, world.town)
    answer = call(world.zhouyuning, "post", f"duties/{duty.pk}/not_held", {"fields": {}})
    assert answer.status_code == 422
    assert "reason" in answer.json()["fields"]


def test_a_stale_caller_is_told_what_happened(call, world):
    duty = make.proven(world.zhouyuning, make.duty(world.xuyian, world.town))
    seen = duty.version
    verbs.remind(world.xuyian, duty)
    answer = call(world.zhouyuning, "post", f"duties/{duty.pk}/submit", {"seen": seen})
    assert answer.status_code == 409
    assert "催办" in answer.json()["title"]


def test_an_invisible_record_is_not_there(call, world):
    duty = make.duty(world.xuyian, world.bureau)
    assert call(world.zhouyuning, "get", f"duties/{duty.pk}").status_code == 404
    assert call(world.zhouyuning, "get", f"duties/{uuid7()}").status_code == 404
    assert call(world.zhouyuning, "post", f"duties/{duty.pk}/submit", {}).status_code == 404


def test_a_forbidden_verb_is_refused(call, world):
    duty = make.duty(world.xuyian, world.town)
    assert (
        call(world.zhouyuning, "post", f"duties/{duty.pk}/withdraw", {"fields": {"reason": "不做"}}).status_code == 403
    )


def test_the_office_makes_a_duty(call, world):
    fields = {"title": "清除小广告", "unit": str(world.town.pk), "due_on": "2026-06-30", "needed": 2, "signing": "each"}
    answer = call(world.xuyian, "post", "duties/new/assign", {"fields": fields})
    assert answer.status_code == 200, answer.content
    assert answer.json()["record"]["needed"] == 2


def test_no_name_or_login_of_people_leaves_but_the_name(call, world):
    row = call(world.zhouyuning, "get", "people").json()["items"][0]
    assert set(row) == {"id", "version", "name"}


def test_the_description_of_the_api_is_served(call, world):
    paths = call(world.xuyian, "get", "openapi.json").json()["paths"]
    assert "/api/v1/{kind}/{key}/{verb}" in paths


def test_no_door_leads_to_a_verb_of_the_house(call, world):
    duty = make.duty(world.xuyian, world.town)
    assert call(world.xuyian, "post", f"duties/{duty.pk}/escalate", {}).status_code == 404
    assert "escalate" not in call(world.xuyian, "get", f"duties/{duty.pk}").json()["verbs"]


def test_a_verb_that_makes_is_not_said_to_a_record_nor_the_other_way_round(call, world):
    duty = make.duty(world.xuyian, world.town)
    assert call(world.xuyian, "post", f"duties/{duty.pk}/assign", {}).status_code == 404
    assert call(world.xuyian, "post", "duties/new/withdraw", {}).status_code == 404
