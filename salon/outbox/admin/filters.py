"""By what the register can be narrowed."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from salon.outbox.admin import shown
from salon.outbox.kinds import kinds
from salon.outbox.models import Message
from salon.outbox.selectors import is_late

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


class KindFilter(SimpleListFilter):
    title = _("Kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return sorted(((kind.name, str(kind.label)) for kind in kinds.values()), key=lambda known: known[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Message]) -> QuerySet[Message]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class RecipientFilter(SimpleListFilter):
    """All masters are one."""

    title = _("To whom")
    parameter_name = "recipient"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [*shown.RECIPIENTS.items(), ("master", _("Masters"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Message]) -> QuerySet[Message]:
        wanted = self.value()
        if wanted == "master":
            return queryset.filter(recipient__startswith="master:")
        return queryset.filter(recipient=wanted) if wanted else queryset


class ChannelFilter(SimpleListFilter):
    title = _("Channel")
    parameter_name = "channel"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return shown.CHANNELS.items()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Message]) -> QuerySet[Message]:
        return queryset.filter(channel=self.value()) if self.value() else queryset


class DueFilter(SimpleListFilter):
    """Days are the salon's."""

    title = _("Due")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [
            ("late", _("overdue")),
            ("today", _("today")),
            ("coming", _("from tomorrow")),
            ("week", _("the last seven days")),
            ("before", _("before that")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Message]) -> QuerySet[Message]:
        now = timezone.now()
        today = datetime.combine(shown.local(now).date(), time(), shown.local(now).tzinfo)
        conditions = {
            "late": is_late(now),
            "today": Q(due_at__gte=today, due_at__lt=today + A_DAY),
            "coming": Q(due_at__gte=today + A_DAY),
            "week": Q(due_at__gte=today - A_WEEK, due_at__lt=today),
            "before": Q(due_at__lt=today - A_WEEK),
        }
        return queryset.filter(conditions.get(self.value(), Q()))
