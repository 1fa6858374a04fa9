"""授权: a lead has somebody sign in their stead for a while."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from chuangcheng.kit import actors, clock
from chuangcheng.kit.refused import STATE, Refused
from chuangcheng.kit.verbs import act, make
from chuangcheng.rooms.org.models import EARLY, ENDINGS, LEADS, LEFT, POST_ENDED, Delegation, Person, Post
from chuangcheng.rooms.org.verbs.signing import prove

LONGEST = dt.timedelta(days=366)


def delegate(actor: Any, *, post: Post, to: Person, from_on: dt.date, until_on: dt.date, password: str) -> Delegation:
    """Let somebody sign in one's stead from a day to a day; proven with the signing password, like a signature."""
    given = Delegation(post=post, delegate=to, from_on=from_on, until_on=until_on)
    prove(actor, password)
    _may_be_given(given)
    with make(actor, "delegate", given, facts={"people": [str(post.person_id), str(to.pk)]}):
        Post.objects.select_for_update().get(pk=post.pk)  # two for one post cannot be given at the same moment
        _stands_alone(given)
    given.said = _("%(who)s从%(start)s到%(end)s代您签字，可以随时提前结束。") % {
        "who": to.name,
        "start": from_on.isoformat(),
        "end": until_on.isoformat(),
    }
    return given


def _may_be_given(given: Delegation) -> None:
    post, to = given.post, given.delegate
    if post.role not in LEADS or not Post.objects.current().filter(pk=post.pk).exists():
        raise _wrong("post", _("只有现任的分管、主要负责同志可以授权签字。"))
    if to.pk == post.person_id:
        raise _wrong("to", _("不能授权给自己。"))
    if not to.is_active or to.is_system:
        raise _wrong("to", _("%(who)s的账号已停用，请选别人。") % {"who": to.name})
    if not to.has_usable_password():
        raise _wrong("to", _("%(who)s还没有能登录的密码，请先让管理员重设密码。") % {"who": to.name})
    if given.from_on < clock.today():
        raise _wrong("from_on", _("不能从过去的日子起授权。"))
    if given.until_on < given.from_on:
        raise _wrong("until_on", _("结束的日子在开始之前，请改。"))
    if given.until_on - given.from_on > LONGEST:
        raise _wrong("until_on", _("一次最多授权一年。"))


def _wrong(field: str, words: str) -> Refused:
    return Refused(words, fields={field: words})


def _stands_alone(given: Delegation) -> None:
    """Raises Refused where the post's signing is delegated already in these days."""
    same = Q(from_on__lte=given.until_on, until_on__gte=given.from_on)
    other = (
        Delegation.objects.filter(same, post=given.post, ended_at=None).exclude(pk=given.pk).select_related("delegate")
    )
    if held := other.first():
        raise _wrong(
            "from_on",
            _("%(start)s到%(end)s已授权%(who)s代签，请先提前结束那一次，或者换日子。")
            % {"start": held.from_on.isoformat(), "end": held.until_on.isoformat(), "who": held.delegate.name},
        )


def end_delegation(actor: Any, given: Delegation, *, why: str = EARLY, seen: int | None = None) -> Delegation:
    """End a delegation before its last day; what was signed stays signed."""
    people = [str(given.post.person_id), str(given.delegate_id)]
    with act(actor, "end_delegation", given, seen=seen, facts={"people": people, "why": why}) as given:
        if given.ended_at is not None:
            raise Refused(_("这次授权已经结束了。"), why=STATE)
        given.ended_at, given.ended_why = clock.now(), why
    given.said = _("授权已结束：%(why)s。") % {"why": _(ENDINGS[why])}
    return given


def end_those_of(post: Post) -> None:
    """A post's delegations end with it."""
    _end(Delegation.objects.filter(post=post), POST_ENDED)


def end_those_to(person: Person) -> None:
    """Who leaves signs for nobody any more."""
    _end(Delegation.objects.filter(delegate=person), LEFT)


def _end(found: Any, why: str) -> None:
    machine = actors.system()
    for given in found.filter(ended_at=None, until_on__gte=clock.today()).select_related("post"):
        end_delegation(machine, given, why=why)
