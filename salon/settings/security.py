"""The Content-Security-Policy of site and admin (W3C CSP Level 3)."""

from urllib.parse import urlsplit

from csp.constants import SELF, UNSAFE_INLINE

from salon.lib import env

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# Wagtail's admin needs inline scripts and styles (measured: nothing less works, no eval).
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}

# The scanner inside Telegram: its script, and Telegram Web around the page. Nothing of it holds anywhere else.
TELEGRAM_SCRIPT = "https://telegram.org/js/telegram-web-app.js"
MINI_APP_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, "https://telegram.org"],
    "frame-ancestors": ["https://web.telegram.org", "https://*.telegram.org"],
}

# The map's tiles: the only foreign host, asked on pages with a map, and only after a tap.
MAP_TILE_URL = env.text("MAP_TILE_URL", "https://tile.openstreetmap.org/{z}/{x}/{y}.png")
MAP_CREDIT = env.text("MAP_CREDIT", "© OpenStreetMap")
MAP_CREDIT_URL = env.text("MAP_CREDIT_URL", "https://www.openstreetmap.org/copyright")
_tiles = urlsplit(MAP_TILE_URL)
# Many servers share their work among hosts: {s} is one of a, b, c.
_tile_hosts = [f"{_tiles.scheme}://{_tiles.netloc.replace('{s}', '*')}"] if _tiles.netloc else []
MAP_CONTENT_SECURITY_POLICY = {"img-src": _tile_hosts}

# Google Analytics 4: its script and where it sends to, on pages of a salon that has it, and only asked after a yes
# (https://developers.google.com/tag-platform/security/guides/csp). Matomo's hosts are the salon's own setting.
GA4_SCRIPT_URL = "https://www.googletagmanager.com/gtag/js"
GA4_CONTENT_SECURITY_POLICY = {
    "script-src": [GA4_SCRIPT_URL],
    "connect-src": ["https://*.google-analytics.com", "https://*.analytics.google.com"],
    "img-src": ["https://*.google-analytics.com"],
}
