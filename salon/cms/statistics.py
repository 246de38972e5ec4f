"""The tools of others that count visitors, where a salon wants one: what they are, and what a page may ask of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from salon.lib.policy import Directives, joined

GA4_ID = re.compile(r"G-[A-Z0-9]{4,16}")


@dataclass(frozen=True, slots=True)
class Tools:
    """`ga4`: a measurement id. `matomo`: an address that ends with a slash, of the site `matomo_site` there."""

    ga4: str = ""
    matomo: str = ""
    matomo_site: int | None = None

    def __bool__(self) -> bool:
        return bool(self.ga4 or self.matomo)

    @property
    def names(self) -> list[str]:
        """As people know them, with who receives the data."""
        matomo = f"Matomo ({urlsplit(self.matomo).hostname})" if self.matomo else ""
        return [name for name in ("Google Analytics (Google Ireland Ltd.)" if self.ga4 else "", matomo) if name]

    @property
    def ga4_script(self) -> str:
        return settings.GA4_SCRIPT_URL if self.ga4 else ""

    @property
    def codes(self) -> str:
        """Which they are, as a part of what was agreed to."""
        return "-".join(code for code, there in (("ga4", self.ga4), ("matomo", self.matomo)) if there)

    @property
    def hosts(self) -> Directives:
        """What pages that may load them ask for, no more (W3C CSP, level 3: a path narrows a host)."""
        google = settings.GA4_CONTENT_SECURITY_POLICY if self.ga4 else {}
        script, target = [f"{self.matomo}matomo.js"], [f"{self.matomo}matomo.php"]
        matomo = {"script-src": script, "connect-src": target, "img-src": target} if self.matomo else {}
        return joined(google, matomo)


def statistics_problems(ga4: str, matomo: str, site: int | None) -> Mapping[str, str]:
    """What is wrong with what somebody has entered, by field."""
    problems = {}
    if ga4 and not GA4_ID.fullmatch(ga4):
        problems["ga4_id"] = _("A measurement ID looks like G-AB12CD34EF.")
    if matomo and not _is_folder(matomo):
        problems["matomo_url"] = _("Please enter the address of Matomo’s folder; it begins with https://.")
    if bool(matomo) != (site is not None):
        field = "matomo_site" if matomo else "matomo_url"
        problems[field] = _("Matomo needs both, its address and the number of your site there.")
    return problems


def _is_folder(address: str) -> bool:
    """Whether it may stand in a policy and on every page: a letter beyond ASCII would garble the whole header, and a
    password would be everybody's.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_plain = address.isascii() and not re.search(r"[\s;,'\"*<>\\]", address)
    return is_plain and parts.scheme == "https" and not (parts.query or parts.fragment or "@" in parts.netloc)
