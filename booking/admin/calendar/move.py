"""One appointment goes to another time or another master. The page only proposes; the action decides."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from booking.actions.desk import move_appointment
from booking.actions.events import at_desk
from booking.admin import shown
from booking.admin.calendar import asked
from booking.admin.calendar.page import show
from booking.admin.calendar.refused import desk_words
from booking.admin.calendar.visit import PANEL, visit_context
from booking.admin.visit_action import how_the_client_hears
from booking.models import OPEN, Appointment, Visit
from booking.selectors import agenda
from booking.selectors.availability import salon_zone
from booking.selectors.calendar_rows import masters_for
from booking.selectors.desk_visit import CHANGES
from salon.lib.errors import Refusal

FORM = "booking/admin/calendar/move.html"


class MoveForm(forms.Form):
    """Where to: the script posts `start`, a page day and time. `fields["master"]` offers whom its visitor sees."""

    start = forms.CharField(required=False, widget=forms.HiddenInput)
    day = forms.DateField(
        label=gettext_lazy("Day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    master = forms.ChoiceField(label=gettext_lazy("Master"))
    tell = forms.BooleanField(label=gettext_lazy("Tell the client, in their language"), required=False)

    def __init__(self, masters: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["master"].choices = [(master.pk, master.name) for master in masters]

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        fields["to"] = self._to(fields)
        if fields["to"] is None and "day" in fields and "time" in fields:
            self.add_error("time", _("Please enter a day and a time."))
        return fields

    def _to(self, fields: dict[str, Any]) -> datetime | None:
        if fields.get("start"):
            return asked.moment(fields["start"])
        if not fields.get("day") or not fields.get("time"):
            return None
        return asked.moment(datetime.combine(fields["day"], fields["time"], salon_zone()).isoformat())


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """`pk`: of the appointment. Asks where to without a script; a refusal is a 409 and nothing has moved."""
    if not (request.user.has_perm(asked.SEES) and request.user.has_perm(CHANGES)):
        raise PermissionDenied
    row = agenda.appointments_for(request.user).filter(pk=pk).first()
    if row is None:
        raise Http404
    masters = masters_for(request.user)
    if request.method != "POST":
        return _ask(request, row, MoveForm(masters, initial=_where(row)))
    form = MoveForm(masters, request.POST)
    if not form.is_valid():
        return _refuse(request, row, form, " ".join(error for errors in form.errors.values() for error in errors), 422)
    try:
        visit = _move(request, row, form.cleaned_data)
    except Refusal as refusal:
        sentence = desk_words(refusal)
        form.add_error(None, sentence)
        return _refuse(request, row, form, sentence, 409)
    return _answer(request, visit, form.cleaned_data)


def _where(row: Appointment) -> dict[str, Any]:
    local = row.start.astimezone(salon_zone())
    return {"day": local.date(), "time": local.time(), "master": row.master_id, "tell": True}


def _move(request: HttpRequest, row: Appointment, fields: dict[str, Any]) -> Visit:
    return move_appointment(
        appointment_id=row.pk,
        to=fields["to"],
        master=int(fields["master"]),
        tells_client=fields["tell"],
        by=at_desk(request.user.pk),
        now=timezone.now(),
    )


def _answer(request: HttpRequest, visit: Visit, fields: dict[str, Any]) -> HttpResponse:
    heard = how_the_client_hears(visit) if fields["tell"] else _("The client gets no message.")
    moved = _("Moved to {when}.").format(when=shown.moment(fields["to"]))
    said = f"{moved} {heard}"
    if asked.is_fetched(request):
        return render(request, PANEL, visit_context(request, visit.pk, timezone.now()) | {"said": said})
    messages.success(request, said)
    return redirect(reverse("calendar_visit", args=[visit.pk]))


def _refuse(request: HttpRequest, row: Appointment, form: MoveForm, sentence: str, status: int) -> HttpResponse:
    if asked.is_fetched(request):
        return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    return _ask(request, row, form, status)


def _ask(request: HttpRequest, row: Appointment, form: MoveForm, status: int = 200) -> HttpResponse:
    context = {"row": row, "form": form, "when": shown.when(row), "is_open": row.status in OPEN}
    back = reverse("calendar_visit", args=[row.visit_id])
    return show(request, FORM, context | {"back": back}, title=_("Move an appointment"), back=back, status=status)
