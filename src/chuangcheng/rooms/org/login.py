"""Signing in: by login name and password, no self-registration. Axes counts wrong passwords; `unlock` releases."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, ReauthenticateForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit import journal
from chuangcheng.kit.forms import in_our_words
from chuangcheng.kit.life import N_

FACTS = {
    "mfa/email/totp_activated": "totp_on",
    "mfa/email/totp_deactivated": "totp_off",
    "mfa/email/webauthn_added": "key_on",
    "mfa/email/webauthn_removed": "key_off",
    "mfa/email/recovery_codes_generated": "codes_new",
}
SAID = {
    "account/messages/password_changed.txt": N_("登录密码已改好。"),
    "mfa/messages/totp_activated.txt": N_("验证器已启用。"),
    "mfa/messages/totp_deactivated.txt": N_("验证器已停用。"),
    "mfa/messages/webauthn_added.txt": N_("通行密钥已加上。"),
    "mfa/messages/webauthn_removed.txt": N_("通行密钥已移除。"),
    "mfa/messages/recovery_codes_generated.txt": N_("新的恢复码已生成，旧的不能再用。"),
    "usersessions/messages/sessions_logged_out.txt": N_("别的设备都已退出。"),
}  # allauth's other messages tell nothing new


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's doors, with those closed that the house does not have, in our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("登录名或密码不对。请再输一次；连着输错会暂时锁定。"),
        "account_inactive": _("这个账号已停用。请联系管理员。"),
        "enter_current_password": _("现在的登录密码不对。"),
        "incorrect_password": _("密码不对。"),
        "too_many_login_attempts": _("试的次数太多，请过一会儿再试。"),
        "rate_limited": _("操作太快，请过一会儿再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted in one place, by axes, where an administrator can release a person."""
        self._login_failed_rl_usage = None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Axes looks for the name under the login form's field."""
        return super().authenticate(request, login=str(credentials.get("username", "")).lower(), **credentials)

    def set_password(self, user: Any, password: str) -> None:
        """A person's own choice, whoever gave the password before."""
        user.was_given, user.must_change = user.must_change, False
        super().set_password(user, password)
        journal.entry(user.pk, "people", "change_password", user.pk, change={}, facts={}).save(force_insert=True)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/" if getattr(request.user, "was_given", False) else reverse("org:me")

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """allauth would write a mail; here the journal keeps it, and the person reads it in the account's history."""
        if what := FACTS.get(template_prefix):
            journal.entry(user.pk, "people", what, user.pk, change={}, facts={}).save(force_insert=True)

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any,
                    **kwargs: Any) -> None:  # fmt: skip
        if words := SAID.get(message_template or ""):
            messages.add_message(request, level, _now(words))
        elif kwargs.get("message"):  # why a passkey did not open the door
            messages.add_message(request, level, str(kwargs["message"]))


def _in_our_words(form: Any, labels: dict[str, Any]) -> None:
    """Labels above the fields; no placeholders and no help of allauth's."""
    form.label_suffix = ""
    for name, field in form.fields.items():
        field.label = labels.get(name, field.label)
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""


class LoginForm(AllauthLoginForm):  # type: ignore[misc]
    """Login name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, {"login": _("登录名"), "password": _("密码")})
        in_our_words(self)
        self.fields["login"].widget.attrs["autofocus"] = True


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The present login password, and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"oldpassword": _("现在的登录密码"), "password1": _("新的登录密码"), "password2": _("再输一次新密码")}
        _in_our_words(self, labels)
        in_our_words(self)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("password1") and data["password1"] == data.get("oldpassword"):
            self.add_error("password1", _now("新密码不能和现在的一样。"))
        if self.data.get("password2") and self.data.get("password1") != self.data["password2"]:
            self.errors["password2"] = self.error_class(
                [_now("两次输入的新密码不一样。")]
            )  # in place of allauth's words
        return data


class AgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The login password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, {"password": _("登录密码")})
        in_our_words(self)
