"""Who reads the figures: the whole salon's, or as a master one's own."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from booking.models import Master
from booking.selectors.agenda import named_masters
from salon.cms.reports.form import Chosen, ReportForm
from salon.cms.reports.views import Report

ALL_FIGURES = "booking.see_figures_visit"
OWN_FIGURES = "booking.see_own_figures_visit"


class MasterForm(ReportForm):
    """`masters`: pairs of id and name; without any nobody is asked."""

    master = forms.TypedChoiceField(label=gettext_lazy("Master"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, masters: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["master"].choices = [("", gettext_lazy("All")), *masters]
        if not masters:
            del self.fields["master"]


class FiguresReport(Report):
    """A report of everybody or one master; a master reads her own and no other."""

    permission = ALL_FIGURES
    form_class: ClassVar[type[MasterForm]] = MasterForm

    @classmethod
    def may_read(cls, user: Any) -> bool:
        return user.has_perm(ALL_FIGURES) or user.has_perm(OWN_FIGURES)

    def form_facts(self) -> dict[str, Any]:
        return {"masters": [] if self.own else list(named_masters().values_list("pk", "name"))}

    @cached_property
    def own(self) -> int | None:
        """The id of the master whose figures these have to be; None where everybody's may be read."""
        if self.request.user.has_perm(ALL_FIGURES):
            return None
        found = Master.objects.filter(user_id=self.request.user.pk).values_list("pk", flat=True).first()
        if found is None:
            raise PermissionDenied
        return found

    def master_of(self, chosen: Chosen) -> int | None:
        return self.own or chosen.others.get("master")
