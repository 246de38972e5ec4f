"""The contact page's form in the admin: what must hold among the fields that an editor puts together."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm

ONCE = _("Name, email, topic and message may each be chosen for one field only.")


def chosen_twice(roles: Iterable[str]) -> set[str]:
    """Which of the roles stand there more than once; "none" may."""
    chosen = [role for role in roles if role]
    return {role for role in chosen if chosen.count(role) > 1}


class ContactPageForm(WagtailAdminFormPageForm):
    def clean(self) -> dict[str, Any]:
        fields = [form for form in self.formsets["form_fields"].forms if not _goes(form)]
        twice = chosen_twice(_role(form) for form in fields)
        for form in fields:
            if _role(form) in twice:
                form.add_error("role", ValidationError(ONCE))
        # Wagtail would complain of names that an editor never sees.
        return self.cleaned_data if twice else super().clean()


def _goes(form: ModelForm) -> bool:
    """Whether a field is taken away; whatever else is wrong with it, what was typed is known afterwards."""
    form.is_valid()
    return bool(form.cleaned_data.get("DELETE"))


def _role(form: ModelForm) -> str:
    return str(form.cleaned_data.get("role", ""))
