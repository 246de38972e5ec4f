"""A machine that proposes translations, where one is configured; wagtail-localize offers it in its editor."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from salon.lib import env

MACHINES = "salon.lib.machine_translators"


def from_environment() -> dict[str, object] | None:
    """wagtail-localize's setting; None where there is none. Raises ImproperlyConfigured for a wrong combination."""
    deepl, libre = env.text("DEEPL_AUTH_KEY"), env.text("LIBRETRANSLATE_URL").rstrip("/")
    libre_key = env.text("LIBRETRANSLATE_API_KEY")
    if deepl and libre:
        raise ImproperlyConfigured("DEEPL_AUTH_KEY and LIBRETRANSLATE_URL are both set. Please set one of them.")
    if libre_key and not libre:
        raise ImproperlyConfigured("LIBRETRANSLATE_API_KEY is set and LIBRETRANSLATE_URL is missing.")
    if deepl:
        return {"CLASS": f"{MACHINES}.DeepL", "OPTIONS": {"AUTH_KEY": deepl}}
    if not libre:
        return None
    parts = urlsplit(libre)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ImproperlyConfigured(f"LIBRETRANSLATE_URL={libre} is no web address.")
    return {
        "CLASS": f"{MACHINES}.Libre",
        "OPTIONS": {"LIBRETRANSLATE_URL": libre, "API_KEY": libre_key},
    }
