"""Second factors: an app's codes (TOTP), passkeys, recovery codes. Offered to everybody; a county may require one of some
roles (`second_factor` in its county.toml). Wrong codes are counted like wrong passwords, and `unlock` releases them."""

import base64
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit import secrets, tenancy
from chuangcheng.kit.forms import in_our_words
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.throttle import attempts

BOUND = b"second-factor"
REAL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes alone are none


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Our words; secrets lie in the database under the county's key."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("验证没有通过，请再试一次。"),
        "cannot_delete_authenticator": _("本县要求您的职务用两步验证，至少留一种。"),
        "cannot_generate_recovery_codes": _("先设好验证器或通行密钥，才有恢复码。"),
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(secrets.encrypt(secrets.master_key(), text.encode(), BOUND)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.decrypt(secrets.master_key(), base64.b64decode(encrypted_text), BOUND).decode()

    def get_totp_issuer(self) -> str:
        return f"{_now('创城台')} {tenancy.current().name}"

    def _get_site_name(self) -> str:
        return tenancy.current().name

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays where the county requires one."""
        others = Authenticator.objects.filter(user=authenticator.user_id, type__in=REAL).exclude(pk=authenticator.pk)
        return not required_of(authenticator.user) or others.exists()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _now("通行密钥 %(n)s") % {"n": number}


def required_of(person: Any) -> bool:
    """Whether the county asks a second factor of one of the person's roles."""
    wanted = tenancy.current().second_factor
    return bool(wanted) and not person.roles.isdisjoint(wanted)


def is_missing(request: HttpRequest) -> bool:
    """Whether the person still has to set one up. Who came by single sign-on proved it there."""
    if not required_of(request.user) or came_by(request, "socialaccount"):
        return False
    return not Authenticator.objects.filter(user=request.user, type__in=REAL).exists()


def came_by(request: HttpRequest, method: str) -> bool:
    """Whether this session was opened that way (`password`, `mfa`, `socialaccount`)."""
    return any(record.get("method") == method for record in request.session.get("account_authentication_methods", ()))


def _ours(form: Any, **labels: Any) -> None:
    """Our labels; a code is typed with the keys for numbers."""
    form.label_suffix = ""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].help_text = ""
        form.fields[name].widget.attrs.pop("placeholder", None)
    in_our_words(form)


class _Counted:
    """Wrong codes have a price, whoever they are typed by."""

    def clean_code(self) -> str:
        try:
            with attempts("code", self.user.pk) as guess:  # type: ignore[attr-defined]
                try:
                    return str(super().clean_code())  # type: ignore[misc]
                except ValidationError:
                    guess.wrong()
                    raise
        except Refused as refused:
            raise ValidationError(refused.words) from refused


class CodeForm(_Counted, AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ours(self, code=_("验证码或恢复码"))
        self.fields["code"].widget.attrs["autofocus"] = True


class AgainCodeForm(_Counted, ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ours(self, code=_("验证码或恢复码"))


class ActivateForm(_Counted, ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ours(self, code=_("验证器现在显示的 6 位数"))


class KeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey signs in alone, without a password: the device itself asks for finger, face or PIN."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ours(self, name=_("给它起个名字"))
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].label = _("以后只用它就能登录，不用输密码")
        self.fields["passwordless"].help_text = _("设备会要指纹、面容或锁屏密码。不勾，它就只用作密码之后的第二步。")


class KeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(max_length=60)
        _ours(self, name=_("名称"))


class FactorsView(IndexView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "missing": is_missing(self.request)}


class SecondStepView(AuthenticateView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keys = Authenticator.objects.filter(user=self.stage.login.user, type=Authenticator.Type.WEBAUTHN)
        return {**super().get_context_data(**kwargs), "has_keys": keys.exists()}


class RemoveKeyView(RemoveWebAuthnView):  # type: ignore[misc]
    """allauth asks `can_delete_authenticator` before a TOTP goes; a key is no different."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.get_object()):
            form.add_error(None, get_adapter().error_messages["cannot_delete_authenticator"])
            return self.render_to_response(self.get_context_data(form=form))
        response: HttpResponse = super().form_valid(form)
        return response
