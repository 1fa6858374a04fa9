"""Single sign-on by OpenID Connect, where the installation configures it. Nobody registers by it: a claim that the provider's
administrators keep names a login name here; whom it does not name stays outside."""

from typing import Any

from allauth.account.views import LoginView as AccountLoginView
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from chuangcheng.rooms.org.models import Person


def door() -> dict[str, str] | None:
    """The provider's name and address for the page of signing in; None where none is configured."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return (
        {"name": apps[0]["name"], "url": reverse("openid_connect_login", args=[apps[0]["provider_id"]])}
        if apps
        else None
    )


class LoginView(AccountLoginView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if (found := door()) and (wanted := self.get_next_url()):
            found["url"] += f"?{urlencode({'next': wanted})}"
        return {**context, "sso": found}


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Who comes back from the provider is let in as an existing person, or not at all."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Link by the claim the first time; later by the provider's own key of the person."""
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(_page(request, _("这里只能用统一登录来登录。")))
        if sociallogin.is_existing:
            if not sociallogin.user.is_active:
                raise ImmediateHttpResponse(_page(request, _("这个账号已停用。若还要用，请管理员启用。")))
            _forget(sociallogin)
            return
        person = _named(sociallogin)
        if person is None:
            words = _("统一登录认得您，但这里没有对应的账号，或者已停用。请管理员按您的统一登录名开通。")
            raise ImmediateHttpResponse(_page(request, words))
        if SocialAccount.objects.filter(user=person).exists():
            words = _("这个账号已经和另一个统一登录身份连上了。请管理员解除后再试。")
            raise ImmediateHttpResponse(_page(request, words))
        sociallogin.connect(request, person)
        _forget(sociallogin)

    def on_authentication_error(self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None,
                                extra_context: Any = None) -> None:  # fmt: skip
        raise ImmediateHttpResponse(_page(request, _("统一登录没有成功，可能是您取消了，或者那边暂时不通。")))


def _named(sociallogin: Any) -> Person | None:
    """The person whose login name the claim gives."""
    told = sociallogin.account.extra_data
    claims = {**told.get("id_token", {}), **told.get("userinfo", {})}
    name = str(claims.get(settings.OIDC_CLAIM) or "").strip().lower()
    return Person.objects.filter(username=name, is_active=True, is_system=False).first() if name else None


def _forget(sociallogin: Any) -> None:
    """What else the provider tells about a person is not kept."""
    SocialAccount.objects.filter(pk=sociallogin.account.pk).update(extra_data={})


def _page(request: HttpRequest, words: str) -> HttpResponse:
    return render(request, "org/account/sso_refused.html", {"words": words}, status=403)
