"""The salon as a person needs it to come, to call, or to know who writes: on pages, in messages and calendar files."""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from salon.cms.models import SalonSettings, salon_settings
from salon.cms.selectors import salon_text
from salon.lib import language
from salon.lib.rounds import once_a_round


@dataclass(frozen=True, slots=True)
class Place:
    """`phone` is in E.164 for links, `phone_shown` for people; `email` is the salon's own mailbox.

    `latitude` and `longitude` are None while nobody has entered them. `map_url` shows the place, `route_url` the way
    there from wherever its reader is; both empty while there is no address either.
    """

    name: str
    in_text: str
    address: str
    phone: str
    phone_shown: str
    email: str
    directions: str
    map_url: str
    route_url: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None

    @property
    def words(self) -> dict[str, str]:
        """What the placeholders that every letter knows say."""
        return {"salon_name": self.in_text, "salon_phone": self.phone_shown, "salon_address": self.address}


def salon_place(code: str | None = None) -> Place:
    """In a language, by default the active one; two queries."""
    return _place(code or language.current())


@once_a_round
def _place(code: str) -> Place:
    facts, text = salon_settings(), salon_text(code)
    town = " ".join(part for part in (facts.postcode, text.town) if part)
    address = ", ".join(part for part in (facts.street, town) if part)
    name = text.name or facts.legal_name
    return Place(
        name=name,
        in_text=text.in_text or name,
        address=address,
        phone=facts.phone,
        phone_shown=facts.phone_shown,
        email=facts.email,
        directions=text.directions,
        map_url=_map_url(facts, address),
        route_url=_route_url(facts, address),
        latitude=facts.latitude,
        longitude=facts.longitude,
    )


def _map_url(facts: SalonSettings, address: str) -> str:
    """Where the salon stands, on a map that wants nobody's data."""
    if facts.latitude is not None and facts.longitude is not None:
        spot = {"mlat": facts.latitude, "mlon": facts.longitude}
        return f"https://www.openstreetmap.org/?{urlencode(spot)}#map=17/{facts.latitude}/{facts.longitude}"
    return f"https://www.openstreetmap.org/search?{urlencode({'query': address})}" if address else ""


def _route_url(facts: SalonSettings, address: str) -> str:
    """OpenStreetMap's directions; phones that know such links open their own map."""
    has_spot = facts.latitude is not None and facts.longitude is not None
    to = f"{facts.latitude},{facts.longitude}" if has_spot else address
    return f"https://www.openstreetmap.org/directions?{urlencode({'to': to})}" if to else ""
