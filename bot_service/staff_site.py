"""The operations that only masters have, and the whole API in one class. All raise Away and Refused."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot_service.site import Asking, ClientSide, shaped_list
from bot_service.staff_types import Affected, Agenda, Card, Cards, Scan, TimeOff, Told
from bot_service.transport import Question


class StaffSide(Asking):
    """A master's own day; whose owner she is, everybody's."""

    def agenda(self, first: date, last: date, *, master: str = "") -> Agenda:
        """At most 14 days, both included. `master`: one other's slug, for the owner."""
        params = {"from": first.isoformat(), "to": last.isoformat()} | ({"master": master} if master else {})
        return self._get(Agenda, "/api/bot/agenda/", params)

    def requests(self, *, page: int = 1) -> Cards:
        return self._get(Cards, "/api/bot/requests/", {"page": str(page)})

    def card(self, id_: str) -> Card:
        return self._get(Card, f"/api/bot/cards/{id_}/")

    def decide(self, id_: str, answer: str, *, reason: str = "") -> Card:
        """`answer`: "approve" or "decline"."""
        body = {"visit": id_, "answer": answer} | ({"reason": reason} if reason else {})
        return self._post(Card, "/api/bot/decide/", body)

    def finish(self, id_: str, outcome: str) -> Card:
        """`outcome`: "done", "no_show" or "reopen"."""
        return self._post(Card, "/api/bot/finish/", {"visit": id_, "outcome": outcome})

    def late(self, minutes: int) -> Told:
        return self._post(Told, "/api/bot/late/", {"minutes": minutes})

    def time_off(self) -> list[TimeOff]:
        """What is still to come of it, the first page."""
        answer = self._ask(Question("GET", "/api/bot/time-off/"))
        return shaped_list(TimeOff, answer.get("results") if isinstance(answer, dict) else answer)

    def block_time(self, start: datetime, end: datetime, *, confirmed: Sequence[int] = ()) -> TimeOff:
        """Refused with `appointments_inside` as long as one of those (see `affected`) isn't confirmed."""
        body = {"start": start.isoformat(), "end": end.isoformat(), "confirmed": list(confirmed)}
        return self._post(TimeOff, "/api/bot/time-off/", body)

    def block_days(self, first: date, last: date, *, confirmed: Sequence[int] = ()) -> TimeOff:
        """Whole local days, both included."""
        body = {"day": first.isoformat(), "last_day": last.isoformat(), "confirmed": list(confirmed)}
        return self._post(TimeOff, "/api/bot/time-off/", body)

    def free_time(self, id_: int) -> None:
        self._delete(f"/api/bot/time-off/{id_}/")

    def walk_in(
        self,
        services: Sequence[str],
        start: datetime | None,
        *,
        name: str,
        phone: str = "",
        how: str = "desk",
        master: str = "",
    ) -> Card:
        """`start`: None is now; `how`: "desk", or "phone" with a number; `master`: one other's slug, for the owner."""
        said = {"services": list(services), "start": start.isoformat() if start else "now", "name": name, "how": how}
        more = {"phone": phone, "master": master}
        return self._post(Card, "/api/bot/walk-in/", said | {name: value for name, value in more.items() if value})

    def scan(self, *, token: str = "", code: str = "", name: str = "") -> Scan:
        """`token`: 39 letters of a QR code; `code`: six digits of a visit and day; `name`: as Telegram calls them."""
        asked = {"token": token, "code": code, "name": name}
        return self._post(Scan, "/api/qr/scan/", {key: value for key, value in asked.items() if value})

    def finalise(self, id_: str, amounts: Mapping[int, Decimal], *, note: str = "") -> Card:
        """`amounts` in EUR by appointment."""
        lines = [{"id": one, "amount": f"{amount:.2f}"} for one, amount in amounts.items()]
        body: dict[str, Any] = {"visit": id_, "lines": lines} | ({"note": note} if note else {})
        return self._post(Card, "/api/qr/finalize/", body)


class Site(ClientSide, StaffSide):
    """The whole contract."""


def affected(facts: Mapping[str, Any]) -> list[Affected]:
    """What a refusal with `appointments_inside` is about. Raises Away."""
    return shaped_list(Affected, facts.get("appointments"))
