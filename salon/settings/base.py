"""Settings that hold everywhere. What differs between machines comes from the environment (`salon/lib/env.py`)."""

from importlib.util import find_spec
from pathlib import Path

from salon.lib import env, translator
from salon.settings.login import *  # noqa: F403
from salon.settings.login import LOGIN_APPS
from salon.settings.security import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[2]
VAR = Path(env.text("SALON_VAR", str(BASE_DIR / "var"))).resolve()

INSTALLED_APPS = [
    "salon.cms",
    "salon.outbox",
    "salon.analytics",
    "salon.login",
    "legal",
    "booking",
    "team",
    "home",
    "search",
    "tasks",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail_modeladmin",
    "wagtailseo",
    "wagtail.contrib.forms",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    *LOGIN_APPS,
    "django_htmx",
    "heroicons",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "salon.lib.policy.PolicyMiddleware",
    "salon.lib.middleware.NullByteMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "salon.analytics.middleware.CountingMiddleware",
    "salon.lib.middleware.ChosenLanguageMiddleware",
    "salon.lib.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "salon.login.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "salon.lib.middleware.RoundMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "salon.urls"
WSGI_APPLICATION = "salon.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "salon" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.database(env.text("DATABASE_URL"), VAR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CSRF_FAILURE_VIEW = "salon.cms.views.cookies_needed"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# Time: aware UTC inside; the salon's own zone at the edges. One zone an installation.
USE_TZ = True
SALON_TIME_ZONE = env.text("SALON_TIME_ZONE", "Europe/Berlin")
TIME_ZONE = SALON_TIME_ZONE

# Languages. LANGUAGE_CODE must stand before the first migration: it makes the first Locale.
LANGUAGE_CODE = "de"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("de", "Deutsch"),
    ("ru", "Русский"),
    ("uk", "Українська"),
    ("en", "English"),
]
USE_I18N = WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# What is sent to be translated begins as a draft: until then it says in one language what another one says.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = translator.from_environment()
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# Leaflet's own files, without the app around them: its admin would want GDAL.
LEAFLET = Path(str(find_spec("leaflet").origin)).parent / "static" / "leaflet"
STATICFILES_DIRS = [BASE_DIR / "salon" / "static", ("leaflet", LEAFLET)]
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+[.-][0-9a-f]{12}\..+$"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "salon.lib.static_files.StaticFiles"},
}

REDIS_URL = env.text("REDIS_URL")
FILE_CACHE = "django.core.cache.backends.filebased.FileBasedCache"
CACHES = {
    "default": {"BACKEND": "salon.lib.cache.PatientRedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Whole pages for visitors (salon/cms/page_cache.py): shared by all processes, with Redis or without.
    "pages": {
        "KEY_PREFIX": "pages",
        "KEY_FUNCTION": "salon.cms.page_cache.key_of",
        **(
            {"BACKEND": "salon.lib.cache.PatientRedisCache", "LOCATION": REDIS_URL}
            if REDIS_URL
            else {"BACKEND": FILE_CACHE, "LOCATION": VAR / "pages", "OPTIONS": {"MAX_ENTRIES": 20_000}}
        ),
    },
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "renditions"},
}
WAGTAIL_CACHE_BACKEND = "pages"

# Mail: by SMTP where a server is named (production insists on one), else into files under the data folder.
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = env.number("EMAIL_TIMEOUT", 20)
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Salon Lindenhof <hallo@lindenhof.example.org>")
# How often the timetable looks for what is due, whatever has been woken.
OUTBOX_SWEEP_SECONDS = env.number("OUTBOX_SWEEP_SECONDS", 30)
# Longer than one server may keep us waiting (its timeout for each of its answers).
OUTBOX_CLAIM_SECONDS = env.number("OUTBOX_CLAIM_SECONDS", 300)
TELEGRAM_BOT_TOKEN = env.text("TELEGRAM_BOT_TOKEN")
# The bot's username, without @; where there is none no link leads to it.
TELEGRAM_BOT_NAME = env.text("TELEGRAM_BOT_NAME").lstrip("@")
TELEGRAM_API_URL = env.text("TELEGRAM_API_URL", "https://api.telegram.org").rstrip("/")
SALON_URL = env.text("SALON_URL", f"http://127.0.0.1:{env.number('PORT', 8000)}").rstrip("/")

# How long a message of the contact form is kept.
CONTACT_DAYS = env.number("CONTACT_DAYS", 365)
# How long it is kept how often what was looked at, and how often what was counted is written down (0: never by itself).
COUNTS_MONTHS = env.number("COUNTS_MONTHS", 25)
COUNTS_WRITTEN_SECONDS = env.number("COUNTS_WRITTEN_SECONDS", 60)

WAGTAIL_SITE_NAME = OTP_TOTP_ISSUER = "Salon Lindenhof"
WAGTAILADMIN_BASE_URL = SALON_URL
WAGTAILIMAGES_IMAGE_MODEL = "cms.SalonImage"
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"webp": "webp", "avif": "avif"}
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "password.html"  # noqa: S105 - a file's name
# Whoever may see a page behind a login is staff.
WAGTAIL_FRONTEND_LOGIN_URL = "wagtailadmin_login"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
X_FRAME_OPTIONS = "SAMEORIGIN"
# How many proxies of our own stand before the application; 0 believes no X-Forwarded-For.
PROXIES = env.number("PROXIES", 0)
# No other site is told where its visitor was, not even our name (W3C Referrer Policy, 3.4). `no-referrer` would be
# tighter, but then browsers send forms with `Origin: null`, which Django's CSRF check refuses; with `strict-origin` the
# booking would not learn from which page of ours its client comes. Pages whose address holds a key have `no-referrer`
# all the same: their forms need no CSRF token (`booking/views/manage.py`, `waiting.py`, `account.py`).
SECURE_REFERRER_POLICY = "same-origin"
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003"]

# Celery. Without a broker the outbox sweep inside the web process is the guarantee (`tasks/app.py`).
CELERY_BROKER_URL = env.text("BROKER_URL") or REDIS_URL or "memory://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"polling_interval": 0.1}
    if CELERY_BROKER_URL.startswith("memory:")
    else {
        "visibility_timeout": 900,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,
        # A broker that takes a connection and says nothing must not keep a client waiting for her answer.
        "socket_timeout": 5,
    }
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Where tasks run in processes of their own; no round of delivery comes near (salon/outbox/actions/deliver.py).
CELERY_TASK_SOFT_TIME_LIMIT, CELERY_TASK_TIME_LIMIT = 540, 570
CELERY_TIMEZONE = TIME_ZONE
# The worker's lines are hidden and formatted like everybody's.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# When what was last done; in the data folder, wherever a timetable is started.
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "timetable")

# The API: its frame stands in `booking/api/operation.py`.
REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema", "UNAUTHENTICATED_USER": None}
SPECTACULAR_SETTINGS = {
    "TITLE": "Salon Lindenhof",
    "VERSION": "1",
    "DESCRIPTION": "For the bot, for scanning, and for everybody who wants to know what is free.",
    "PREPROCESSING_HOOKS": ["booking.api.schema.only_ours"],
    "SERVE_PUBLIC": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "salon.lib.logs.HidingKeys", "format": "{levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
