"""Settings of the tests: two counties alive, in memory or on the PostgreSQL that CHUANGCHENG_TEST_DATABASE names."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("CHUANGCHENG_HOME", tempfile.mkdtemp(prefix="chuangcheng-test-"))
os.environ.setdefault("CHUANGCHENG_SECRET_KEY", "only-for-tests")

from chuangcheng.kit.tenancy import County, database
from chuangcheng.site.settings.base import *  # noqa: F403
from chuangcheng.site.settings.base import CHUANGCHENG_HOME, STATIC_ROOT, STORAGES


def _database(slug: str) -> dict[str, object]:
    address = os.environ.get("CHUANGCHENG_TEST_DATABASE", "")
    if address:
        return {**database(f"{address.rsplit('/', 1)[0]}/chuangcheng_{slug}", Path()), "CONN_MAX_AGE": 0}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {"transaction_mode": "IMMEDIATE"}}


# The first county is Django's "default": with no county entered, nothing is reached but its empty tables.
DATABASES = {"default": _database("chengpu"), "linshan": _database("linshan")}
COUNTIES = [
    County("chengpu", "澄浦县", CHUANGCHENG_HOME / "counties" / "chengpu", "default", ("testserver", "localhost")),
    County("linshan", "临山县", CHUANGCHENG_HOME / "counties" / "linshan", "linshan", ("linshan.test",)),
]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
AXES_ENABLED = False
LOGGING_CONFIG = None
