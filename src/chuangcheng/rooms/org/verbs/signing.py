"""The signing password: whoever signs, or lets another sign, proves who they are once more."""

from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.refused import Refused
from chuangcheng.kit.throttle import attempts


def prove(actor: Any, password: str) -> None:
    """Raises Refused unless the signing password is right; after eight wrong ones it waits half an hour.

    Who signs many at once proves it once: the same person of the same request is not asked again.
    """
    if getattr(actor, "proven_with", None) == password:
        return
    with attempts("signing", actor.pk) as guess:
        if not actor.check_signing(password):
            guess.wrong(password)
            words = _("签字密码不对。没有设过签字密码的，请输登录密码。")
            raise Refused(words, fields={"password": words})
    actor.proven_with = password
