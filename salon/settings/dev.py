"""Here and now: what `./run` starts on a desk. Everything lives in the data folder."""

from salon.lib import env
from salon.settings.base import *  # noqa: F403
from salon.settings.base import STORAGES, VAR

DEBUG = env.flag("DEBUG", False)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.words("ALLOWED_HOSTS")]
SECRET_KEY = env.text("SECRET_KEY") or env.kept_secret(VAR / "secret")
SERVE_MEDIA = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "salon.lib.static_files.QuickStaticFiles"}}
