"""The salon as a person needs it to come, to call, or to know who writes: on pages, in messages and calendar files."""

from dataclasses import dataclass
from urllib.parse import urlencode

from salon.cms.models import SalonSettings
from salon.cms.selectors import salon_text
from salon.lib import language
from salon.lib.rounds import once_a_round


@dataclass(frozen=True, slots=True)
class Place:
    """`phone` is in E.164 for links, `phone_shown` for people; `email` is the salon's own mailbox."""

    name: str
    in_text: str
    address: str
    phone: str
    phone_shown: str
    email: str
    directions: str
    map_url: str

    @property
    def words(self) -> dict[str, str]:
        """What the placeholders that every letter knows say."""
        return {"salon_name": self.in_text, "salon_phone": self.phone_shown, "salon_address": self.address}


def salon_place(code: str | None = None) -> Place:
    """In a language, by default the active one; two queries."""
    return _place(code or language.current())


@once_a_round
def _place(code: str) -> Place:
    facts, text = SalonSettings.load(), salon_text(code)
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
    )


def _map_url(facts: SalonSettings, address: str) -> str:
    """Where the salon stands, on a map that wants nobody's data."""
    if facts.latitude is not None and facts.longitude is not None:
        spot = {"mlat": facts.latitude, "mlon": facts.longitude}
        return f"https://www.openstreetmap.org/?{urlencode(spot)}#map=17/{facts.latitude}/{facts.longitude}"
    return f"https://www.openstreetmap.org/search?{urlencode({'query': address})}" if address else ""
