"""People and their accounts."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from chuangcheng.kit import rooms, throttle
from chuangcheng.kit.punctuation import joined
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.throttle import attempts
from chuangcheng.kit.verbs import act, make
from chuangcheng.rooms.org.models import Person, Unit
from chuangcheng.rooms.org.verbs.delegations import end_those_of, end_those_to
from chuangcheng.rooms.org.verbs.posts import another_admin, appoint


def add(
    actor: Any, *, username: str, name: str, password: str = "", unit: Unit | None = None, role: str = ""
) -> Person:
    """Add a person, with a first post if unit and role are given. Without a password one must be set by reset.

    A password that somebody else gave is changed at the first log-in.
    """
    if not (actor.is_system or actor.is_admin) and not (unit and role):
        raise Refused(_("请同时选定单位和职务。"), fields={"unit": _("请选单位。")})
    person = Person(username=username.strip().lower(), name=name.strip())
    if Person.objects.filter(username=person.username).exists():
        words = _("登录名“%(name)s”已有人用。") % {"name": person.username}
        raise Refused(words, fields={"username": words})
    _set_password(person, password)
    with make(actor, "add", person):
        if unit is not None and role:
            appoint(actor, person=person, unit=unit, role=role)
    return person


def _set_password(person: Person, password: str) -> None:
    if not password:
        person.set_unusable_password()
        return
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), fields={"password": " ".join(error.messages)}) from error
    person.set_password(password)
    person.must_change = True


def rename(actor: Any, person: Person, *, name: str, seen: int | None = None) -> Person:
    with act(actor, "rename", person, seen=seen) as person:
        person.name = name.strip()
    return person


def reset_password(actor: Any, person: Person, *, password: str = "", seen: int | None = None) -> Person:
    """Give a person a new first password, which they change at the next log-in. One that was made up is told once."""
    chosen = password or get_random_string(12, "abcdefghjkmnpqrstuvwxyz23456789")
    with act(actor, "reset_password", person, seen=seen) as person:
        _set_password(person, chosen)
    if not password:
        person.told_once = _("%(who)s 的新密码：%(password)s。只显示这一次，请当面或电话告诉本人，登录后要先改。") % {
            "who": person.name,
            "password": chosen,
        }
    _release(person)
    return person


def unlock(actor: Any, person: Person, *, seen: int | None = None) -> Person:
    """Let a person try again who was locked out by wrong passwords."""
    with act(actor, "unlock", person, seen=seen) as person:
        pass
    _release(person)
    person.said = _("%(who)s 现在可以重新登录了。") % {"who": person.name}
    return person


def _release(person: Person) -> None:
    """Forget the wrong tries, at signing in and at signing."""
    from axes.utils import reset

    reset(username=person.username)
    throttle.forget("signing", person.pk)
    throttle.forget("code", person.pk)


def drop_factors(actor: Any, person: Person, *, seen: int | None = None) -> Person:
    """Take a person's second factors and single sign-on away: the telephone is lost, or belongs to somebody else now."""
    with act(actor, "drop_factors", person, seen=seen) as person:
        Authenticator.objects.filter(user=person).delete()
        SocialAccount.objects.filter(user=person).delete()
    _release(person)
    person.said = _("%(who)s 的两步验证和统一登录已清除，现在只用密码登录。") % {"who": person.name}
    return person


def deactivate(actor: Any, person: Person, *, seen: int | None = None) -> Person:
    """Close an account. The last administrator cannot be closed out, and open work is handed over first."""
    with act(actor, "deactivate", person, seen=seen) as person:
        another_admin(person=person)
        _nothing_left(person)
        person.is_active = False
        end_those_to(person)
        for post in person.held:
            end_those_of(post)
    return person


def _nothing_left(person: Person) -> None:
    """Raises Refused where work would be left without an owner."""
    full = [post for post in person.held if rooms.holdings(post)]
    if full:
        words = joined(f"{post.unit}·{post.role_words}" for post in full)
        raise Refused(_("%(posts)s还有没办完的事。请先结束任职，移交给接手的人，再停用账号。") % {"posts": words})


def activate(actor: Any, person: Person, *, seen: int | None = None) -> Person:
    with act(actor, "activate", person, seen=seen) as person:
        person.is_active = True
    return person


def choose_language(actor: Any, person: Person, *, language: str, seen: int | None = None) -> Person:
    with act(actor, "choose_language", person, seen=seen) as person:
        person.language = language
    with translation.override(language):
        person.said = _("界面语言已换好。")
    return person


def set_signing(actor: Any, person: Person, *, current: str, signing: str, seen: int | None = None) -> Person:
    """Choose a signing password of one's own."""
    with attempts("signing", actor.pk) as guess:
        if not person.check_password(current):
            guess.wrong()
            raise Refused(_("登录密码不对。"), fields={"current": _("登录密码不对。")})
    if signing and len(signing) < 6:
        raise Refused(_("签字密码至少 6 位。"), fields={"signing": _("签字密码至少 6 位。")})
    with act(actor, "set_signing", person, seen=seen) as person:
        person.set_signing(signing)
    return person
