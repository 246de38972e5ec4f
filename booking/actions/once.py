"""A request that is sent again gets its first answer again, and nothing is done twice (`Idempotency-Key`)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from booking.actions.taking_time import part_of_whole, takes_time
from booking.errors import KeyTaken
from booking.models import ApiAnswer, Visit
from salon.lib.links import spell_id

# Longer than anybody tries again.
KEPT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP status and what stands in the body (JSON)."""

    status: int
    body: Any


@takes_time
def answer_once(*, caller: str, key: str, fingerprint: str, work: Callable[[], Answer], now: datetime) -> Answer:
    """Do `work` in one transaction with the note that this caller's request with this key was answered so.

    Two at once wait for each other. What `work` refuses is not noted: another try may find another day. Raises KeyTaken
    where the key was another request's (`fingerprint`), and what `work` raises.
    """
    known = ApiAnswer.objects.filter(caller=caller, key=key).first()
    if known is not None:
        if known.fingerprint != fingerprint:
            raise KeyTaken
        return Answer(known.status, known.body)
    # Before the work, so that of two at once the database lets one in; the other one's second try finds its answer.
    row = ApiAnswer.objects.create(caller=caller, key=key, fingerprint=fingerprint, created_at=now)
    with part_of_whole():
        answer = work()
    row.status, row.body = answer.status, answer.body
    row.save(update_fields=["status", "body"])
    return answer


def forget_answers_about(visits: Collection[Visit]) -> None:
    """Whoever asked: answers that show one of these visits, and those that name whoever comes in the next hours."""
    own = [spell_id(visit.public_id) for visit in visits]
    ApiAnswer.objects.filter(Q(body__id__in=own) | Q(body__visit__id__in=own) | Q(body__has_key="told")).delete()


def forget_answers(*, now: datetime) -> int:
    """Remove what nobody asks for any more; returns how many rows went."""
    return ApiAnswer.objects.filter(created_at__lte=now - KEPT).delete()[0]
