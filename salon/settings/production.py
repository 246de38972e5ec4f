"""A salon's server: nothing has a default that would be unsafe; what is missing stops the start."""

from salon.lib import env
from salon.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = env.required("SECRET_KEY")
ALLOWED_HOSTS = env.required("ALLOWED_HOSTS").split(",")
SALON_URL = WAGTAILADMIN_BASE_URL = env.required("SALON_URL").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SALON_URL]
SERVE_MEDIA = False

EMAIL_HOST = env.required("EMAIL_HOST")
DEFAULT_FROM_EMAIL = env.required("MAIL_FROM")

# A salon's admin knows names, numbers and notes of its clients: a password that somebody has seen or guessed must not
# be enough. Whoever logs in for the first time enrols a telephone; `WAGTAIL_2FA_REQUIRED=no` leaves it to each person.
WAGTAIL_2FA_REQUIRED = env.flag("WAGTAIL_2FA_REQUIRED", True)

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
PROXIES = env.number("PROXIES", 1)
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.flag("SECURE_HSTS_SUBDOMAINS", False)
