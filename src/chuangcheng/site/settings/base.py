"""What every installation has in common. docs/running.md lists each CHUANGCHENG_ variable that is read here."""

import datetime as dt
import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.once import made_once

CHUANGCHENG_HOME = Path(os.environ.get("CHUANGCHENG_HOME", "var")).resolve()
REDIS_URL = os.environ.get("CHUANGCHENG_REDIS_URL", "")
DEBUG = os.environ.get("CHUANGCHENG_DEBUG", "") == "1"
# The clock held at one moment, for pictures and demonstrations: an ISO time with its zone.
CLOCK = dt.datetime.fromisoformat(held).astimezone(dt.UTC) if (held := os.environ.get("CHUANGCHENG_CLOCK")) else None
# Behind a reverse proxy of ours the client's address is the last one in X-Forwarded-For.
TRUSTED_PROXY = os.environ.get("CHUANGCHENG_TRUSTED_PROXY", "") == "1"
SECURE = os.environ.get("CHUANGCHENG_HTTPS", "") == "1"


def _secret_key() -> str:
    """The key of cookies and tokens: from the environment, else made once and kept in the home folder."""
    if given := os.environ.get("CHUANGCHENG_SECRET_KEY"):
        return given
    return made_once(CHUANGCHENG_HOME / "secret.key", lambda: secrets.token_urlsafe(50).encode()).decode()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = ["*"]  # chuangcheng.kit.tenancy answers only under the hosts that a county names

# The rooms from the ground floor up; each gives a manifest in its room.py.
ROOMS = [
    "chuangcheng.rooms.org",
    "chuangcheng.rooms.standards",
    "chuangcheng.rooms.evidence",
    "chuangcheng.rooms.duties",
    "chuangcheng.rooms.papers",
    "chuangcheng.rooms.plans",
    "chuangcheng.rooms.inbox",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "chuangcheng.kit",
    "chuangcheng.kit.ui",
    *ROOMS,  # before allauth, so that our words stand in place of its templates
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "ninja",  # its API page comes with its own files: nothing from outside
]

MIDDLEWARE = [
    "chuangcheng.kit.tenancy.middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "chuangcheng.rooms.org.middleware.person",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django_cotton.cotton_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "chuangcheng.kit.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "chuangcheng.kit.context.shell",
            ],
        },
    }
]

ROOT_URLCONF = "chuangcheng.site.urls"
WSGI_APPLICATION = "chuangcheng.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Every county adds its own database; outside a county there is none (chuangcheng.kit.tenancy).
DATABASES = {"default": {"ENGINE": "django.db.backends.dummy"}}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache"
        if REDIS_URL
        else "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": REDIS_URL or "chuangcheng",
        "KEY_FUNCTION": "chuangcheng.kit.tenancy.cache_key",
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("English"))]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_COOKIE_NAME = "language"

AUTH_USER_MODEL = "org.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "chuangcheng.rooms.org.passwords.NotLikeName"},
    {"NAME": "chuangcheng.rooms.org.passwords.Long", "OPTIONS": {"min_length": 10}},
    {"NAME": "chuangcheng.rooms.org.passwords.NotCommon"},
    {"NAME": "chuangcheng.rooms.org.passwords.NotOnlyDigits"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "chuangcheng.rooms.org.login.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_FORMS = {"login": "chuangcheng.rooms.org.login.LoginForm"}
# Wrong passwords are counted by axes, which an administrator can release; a whole bureau may sign in from one address at 8:30.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": False}
MFA_ADAPTER = "chuangcheng.rooms.org.factors.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # clocks of phones differ
MFA_FORMS = {
    "authenticate": "chuangcheng.rooms.org.factors.CodeForm",
    "reauthenticate": "chuangcheng.rooms.org.factors.AgainCodeForm",
    "activate_totp": "chuangcheng.rooms.org.factors.ActivateForm",
    "add_webauthn": "chuangcheng.rooms.org.factors.KeyForm",
    "edit_webauthn": "chuangcheng.rooms.org.factors.KeyNameForm",
}

# Single sign-on by OpenID Connect: open once server and client are named.
OIDC_SERVER = os.environ.get("CHUANGCHENG_OIDC_SERVER", "")
OIDC_CLIENT = os.environ.get("CHUANGCHENG_OIDC_CLIENT", "")
OIDC_NAME = os.environ.get("CHUANGCHENG_OIDC_NAME", "统一登录")
OIDC_CLAIM = os.environ.get("CHUANGCHENG_OIDC_CLAIM", "preferred_username")
SOCIALACCOUNT_ADAPTER = "chuangcheng.rooms.org.sso.Adapter"
# A link, no form: a policy of `form-action 'self'` would stop the way on to the provider.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT,
                "secret": os.environ.get("CHUANGCHENG_OIDC_SECRET", ""),
                "settings": {"server_url": OIDC_SERVER},
            }
        ]
        if OIDC_SERVER and OIDC_CLIENT
        else [],
    }
}
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "org/locked.html"
AXES_VERBOSE = False
AXES_USERNAME_FORM_FIELD = "login"
SILENCED_SYSTEM_CHECKS: list[str] = []

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "script-src": [SELF],
        "style-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = CHUANGCHENG_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"chuangcheng": {"level": "INFO"}},
}
