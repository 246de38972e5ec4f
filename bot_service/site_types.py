"""What the site answers. Times are aware, in the salon's zone; amounts are EUR."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class Price:
    amount: Decimal
    is_from: bool = False


@dataclass(frozen=True)
class Salon:
    """`in_text`: its name inside a sentence; `directions`: how to find the door."""

    name: str
    in_text: str
    phone: str = ""
    phone_shown: str = ""
    address: str = ""
    email: str = ""
    directions: str = ""
    map_url: str = ""
    site_url: str = ""
    privacy_url: str = ""
    imprint_url: str = ""


@dataclass(frozen=True)
class ClientProfile:
    name: str
    phone: str = ""
    email: str = ""
    is_linked: bool = False
    is_blocked: bool = False


@dataclass(frozen=True)
class MasterProfile:
    slug: str
    name: str
    is_owner: bool = False


@dataclass(frozen=True)
class Profile:
    """`client` and `master` are None where the chat is no such person's."""

    salon: Salon
    client: ClientProfile | None = None
    master: MasterProfile | None = None
    language: str = ""


@dataclass(frozen=True)
class Minutes:
    least: int
    most: int


@dataclass(frozen=True)
class Service:
    slug: str
    name: str
    price: Price
    minutes: Minutes
    summary: str = ""
    masters: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Category:
    slug: str
    name: str
    services: list[Service] = field(default_factory=list)


@dataclass(frozen=True)
class Catalogue:
    categories: list[Category]
    max_services: int = 1

    def service(self, slug: str) -> Service | None:
        return next((one for category in self.categories for one in category.services if one.slug == slug), None)


@dataclass(frozen=True)
class Master:
    slug: str
    name: str
    role: str = ""
    services: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class OpenDay:
    """`starts`: how many."""

    date: date
    starts: int


@dataclass(frozen=True)
class FreeStart:
    start: datetime
    is_best: bool = False


@dataclass(frozen=True)
class Empty:
    """Why nothing is free."""

    code: str
    message: str


@dataclass(frozen=True)
class Day:
    date: date
    starts: list[FreeStart] = field(default_factory=list)
    empty: Empty | None = None


@dataclass(frozen=True)
class Slots:
    """`days`: a strip of days; `next_day`: the next one with anything free where the strip has none."""

    days: list[OpenDay]
    next_day: date | None = None
    day: Day | None = None


@dataclass(frozen=True)
class HeldLine:
    service: str
    master: str
    start: datetime
    end: datetime
    price: Price
    minutes: int = 0


@dataclass(frozen=True)
class Line(HeldLine):
    service_slug: str = ""
    status: str = ""


@dataclass(frozen=True)
class Hold:
    """A time that is kept until `until` for the draft."""

    draft: str
    start: datetime
    end: datetime
    until: datetime
    price: Price
    masters: str
    lines: list[HeldLine] = field(default_factory=list)


@dataclass(frozen=True)
class Visit:
    """As its client sees it. `cancel_until` and `move_until` are None when it is too late."""

    id: str
    reference: str
    status: str
    start: datetime
    end: datetime
    services: str
    masters: str
    price: Price
    lines: list[Line] = field(default_factory=list)
    minutes: int = 0
    name: str = ""
    note: str = ""
    decline_reason: str = ""
    decide_until: datetime | None = None
    free_until: datetime | None = None
    cancel_until: datetime | None = None
    move_until: datetime | None = None
    is_over: bool = False
    manage_url: str = ""
    rebook_url: str = ""


@dataclass(frozen=True)
class Visits:
    """A page of them; `next` is empty on the last one."""

    count: int
    results: list[Visit]
    next: str | None = None


@dataclass(frozen=True)
class Linked:
    """`kind`: "client" or "master"."""

    kind: str
    profile: Profile
    visit: Visit | None = None
