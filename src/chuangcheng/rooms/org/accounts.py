"""The addresses of allauth that the house has; every other one of its addresses is closed by not being here."""

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount.providers.openid_connect import views as sso
from django.urls import path

from chuangcheng.rooms.org.devices import SessionsView
from chuangcheng.rooms.org.factors import FactorsView, RemoveKeyView, SecondStepView
from chuangcheng.rooms.org.login import AgainForm, PasswordForm
from chuangcheng.rooms.org.sso import LoginView


def _page(name: str) -> str:
    return f"org/account/{name}.html"


urlpatterns = [
    path("login/", LoginView.as_view(template_name=_page("login")), name="account_login"),
    path("logout/", views.LogoutView.as_view(template_name=_page("logout")), name="account_logout"),
    path("inactive/", views.AccountInactiveView.as_view(template_name=_page("inactive")), name="account_inactive"),
    path(
        "reauthenticate/",
        views.ReauthenticateView.as_view(form_class=AgainForm, template_name=_page("reauthenticate")),
        name="account_reauthenticate",
    ),
    path(
        "password/change/",
        views.PasswordChangeView.as_view(form_class=PasswordForm, template_name=_page("password_change")),
        name="account_change_password",
    ),
    path("sessions/", SessionsView.as_view(template_name=_page("sessions")), name="usersessions_list"),
    path("2fa/", FactorsView.as_view(template_name=_page("factors")), name="mfa_index"),
    path("2fa/authenticate/", SecondStepView.as_view(template_name=_page("second_step")), name="mfa_authenticate"),
    path("2fa/reauthenticate/", factors.ReauthenticateView.as_view(template_name=_page("reauthenticate")), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", totp.ActivateTOTPView.as_view(template_name=_page("totp")), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.DeactivateTOTPView.as_view(template_name=_page("factor_off")), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", recovery.ViewRecoveryCodesView.as_view(template_name=_page("recovery")), name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", recovery.GenerateRecoveryCodesView.as_view(template_name=_page("recovery_new")),
         name="mfa_generate_recovery_codes"),
    path("2fa/keys/", FactorsView.as_view(template_name=_page("factors")), name="mfa_list_webauthn"),
    path("2fa/keys/add/", keys.AddWebAuthnView.as_view(template_name=_page("key_add")), name="mfa_add_webauthn"),
    path("2fa/keys/reauthenticate/", keys.ReauthenticateWebAuthnView.as_view(template_name=_page("key_again")),
         name="mfa_reauthenticate_webauthn"),
    path("2fa/keys/<int:pk>/remove/", RemoveKeyView.as_view(template_name=_page("factor_off")), name="mfa_remove_webauthn"),
    path("2fa/keys/<int:pk>/edit/", keys.EditWebAuthnView.as_view(template_name=_page("key_name")), name="mfa_edit_webauthn"),
    path("2fa/keys/login/", keys.LoginWebAuthnView.as_view(), name="mfa_login_webauthn"),
    path("sso/<slug:provider_id>/login/", sso.login, name="openid_connect_login"),
    path("sso/<slug:provider_id>/login/callback/", sso.callback, name="openid_connect_callback"),
]  # fmt: skip
