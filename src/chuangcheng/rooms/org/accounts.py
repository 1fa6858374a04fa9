"""The addresses of allauth that the house has; every other one of its addresses is closed by not being here."""

from allauth.account import views
from django.urls import path

from chuangcheng.rooms.org.login import AgainForm, PasswordForm

urlpatterns = [
    path("login/", views.LoginView.as_view(template_name="org/account/login.html"), name="account_login"),
    path("logout/", views.LogoutView.as_view(template_name="org/account/logout.html"), name="account_logout"),
    path(
        "inactive/",
        views.AccountInactiveView.as_view(template_name="org/account/inactive.html"),
        name="account_inactive",
    ),
    path(
        "reauthenticate/",
        views.ReauthenticateView.as_view(form_class=AgainForm, template_name="org/account/reauthenticate.html"),
        name="account_reauthenticate",
    ),
    path(
        "password/change/",
        views.PasswordChangeView.as_view(form_class=PasswordForm, template_name="org/account/password_change.html"),
        name="account_change_password",
    ),
]
