"""Views that change when masters work: they save under the masters' locks, and a refusal is an error of the form."""

from collections.abc import Callable, Collection
from functools import partial

from django.forms import BaseForm
from django.http import HttpResponse
from django.utils import timezone

from booking.actions import roster
from booking.admin.doors import DeskAdd, DeskDelete, DeskEdit
from salon.lib.errors import Refusal


class UnderLock:
    """Saves while the masters of `concerned` are locked."""

    def concerned(self, form: BaseForm) -> Collection[int] | None:
        """Ids of the masters whose time the form is about; None: all of them."""
        return None

    def save_locked(self, form: BaseForm, save: Callable[[], HttpResponse]) -> HttpResponse:
        return roster.save_under_lock(masters=self.concerned(form), save=save, now=timezone.now())

    def explain(self, form: BaseForm, refusal: Refusal) -> None:
        form.add_error(None, str(refusal))

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            return self.save_locked(form, partial(super().form_valid, form))
        except Refusal as refusal:
            self.explain(form, refusal)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class LockedAdd(UnderLock, DeskAdd):
    """A new rule."""


class LockedEdit(UnderLock, DeskEdit):
    """A changed rule."""


class LockedDelete(DeskDelete):
    """A rule that goes, under the locks of all whom it could concern."""

    def delete_action(self) -> None:
        roster.save_under_lock(masters=None, save=super().delete_action, now=timezone.now())
