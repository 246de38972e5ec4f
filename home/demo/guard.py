"""Whether a database may be given the demo."""

from booking.models import Visit
from home.demo.keys import VISIT_PREFIX


def real_visits() -> int:
    """How many visits the demo has not made itself."""
    return Visit.objects.exclude(idempotency_key__startswith=VISIT_PREFIX).count()
