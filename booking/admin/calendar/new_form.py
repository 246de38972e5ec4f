"""What a new visit needs: the gap says who and when, four inputs the rest."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from booking.actions.clients import Contact
from booking.actions.desk import DeskBooking
from booking.admin.calendar import asked
from booking.models import Source
from booking.selectors.catalog import ServiceOffer, load_catalog
from salon.lib import duration, money, phone
from salon.lib.typed import AtMost, Line

LENGTHS = {"name": 120, "contact": 254, "note": 1000}


class ServiceSelect(forms.Select):
    """Its options know their minutes, so that a script can say whether the gap is long enough."""

    minutes: dict[str, int]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.minutes:
            option["attrs"]["data-minutes"] = self.minutes[str(value)]
        return option


class NewVisitForm(forms.Form):
    """For one master (a row of `masters_for`) at one time; `draft`: hold and idempotency key, of whoever asks."""

    service = forms.ChoiceField(
        label=gettext_lazy("Service"), error_messages={"required": gettext_lazy("Please choose a service.")}
    )
    contact = forms.CharField(
        label=gettext_lazy("Phone or email"), required=False, validators=[AtMost(LENGTHS["contact"])]
    )
    name = Line(
        label=gettext_lazy("Name"),
        validators=[AtMost(LENGTHS["name"])],
        error_messages={"required": gettext_lazy("Please enter a name.")},
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the messages"), choices=settings.LANGUAGES)
    second = forms.ChoiceField(label=gettext_lazy("Second service"), required=False)
    price = forms.CharField(label=gettext_lazy("Other price for all of it"), required=False, validators=[AtMost(12)])
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        validators=[AtMost(LENGTHS["note"])],
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, master: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.master = master
        self.offers = [offer for offer in load_catalog().services.values() if master.pk in offer.offers]
        for name, empty in (("service", pgettext_lazy("desk", "Please choose")), ("second", "")):
            self._offer(name, empty)
        for name in ("contact", "name"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "data-desk-people": ""}

    def _offer(self, name: str, empty: Any) -> None:
        minutes = {offer.slug: offer.offers[self.master.pk].work.minutes for offer in self.offers}
        widget = ServiceSelect()
        widget.minutes = minutes
        self.fields[name].widget = widget
        self.fields[name].choices = [("", empty or "–"), *self._labels()]

    def _labels(self) -> Iterator[tuple[str, str]]:
        for offer in self.offers:
            own = offer.offers[self.master.pk]
            price = money.quoted(own.price.amount, is_from=own.price.is_from)
            yield offer.slug, f"{offer.name}, {duration.span(own.work.minutes)}, {price}"

    def clean_price(self) -> Decimal | None:
        typed = self.cleaned_data["price"].strip()
        amount = money.read(typed) if typed else None
        if typed and amount is None:
            raise ValidationError(_("Please enter an amount, for example 45 or 45,50."))
        return amount

    def clean_second(self) -> str:
        second = str(self.cleaned_data["second"])
        if second and second == self.cleaned_data.get("service"):
            raise ValidationError(_("This service is chosen twice."))
        return second

    def clean_contact(self) -> tuple[str, str]:
        """Phone in E.164 and email, one of them or none."""
        typed = self.cleaned_data["contact"].strip()
        if "@" in typed:
            try:
                validate_email(typed)
            except ValidationError as wrong:
                sentence = _("This email address does not look right. Is a letter missing?")
                raise ValidationError(sentence) from wrong
            return "", typed.lower()
        number = phone.e164(typed) if typed else ""
        if number is None:
            raise ValidationError(_("This is neither a phone number nor an email address. Empty: only a name."))
        return number, ""

    @property
    def services(self) -> Sequence[str]:
        fields = self.cleaned_data
        return [slug for slug in (fields["service"], fields["second"]) if slug]

    def booking(self, start: Any, draft: str) -> DeskBooking:
        """Once valid. Who leaves no way to reach them is standing at the desk."""
        fields = self.cleaned_data
        number, email = fields["contact"]
        is_here = not (number or email)
        return DeskBooking(
            services=self.services,
            master=self.master.slug,
            start=start,
            contact=Contact(fields["name"], number, email, is_here=is_here),
            language=fields["language"],
            draft=draft,
            note=fields["note"],
            price=fields["price"],
            source=Source.DESK if is_here else Source.PHONE,
        )


def offered(offers: Sequence[ServiceOffer], slugs: Sequence[str]) -> list[str]:
    """Those of the slugs that are among the offers, each once."""
    known = {offer.slug for offer in offers}
    return [slug for slug in dict.fromkeys(slugs) if slug in known]


class WhenForm(forms.Form):
    """Who and when, where no gap has said it."""

    master = forms.ChoiceField(label=gettext_lazy("Master"))
    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=gettext_lazy("Time"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))

    def __init__(self, masters: Sequence[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["master"].choices = [(master.slug, master.name) for master in masters]

    def clean(self) -> None:
        """Far beyond the calendar there is no day to go on to."""
        if {"day", "time"} <= self.cleaned_data.keys() and not self.start:
            self.add_error("day", _("Please choose a day."))

    @property
    def start(self) -> str:
        """ISO 8601 on the salon's wall."""
        fields = self.cleaned_data
        found = asked.moment(f"{fields['day']:%Y-%m-%d}T{fields['time']:%H:%M}")
        return found.isoformat() if found else ""
