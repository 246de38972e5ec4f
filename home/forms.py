"""The contact form: the fields that an editor has put together, and the consent that is always there."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.forms.forms import BaseForm, FormBuilder
from wagtail.contrib.forms.models import AbstractFormField

from salon.lib.typed import AtMost, Line, complete_number

MOST_LINE, MOST_PHONE, MOST_EMAIL, MOST_TEXT = 120, 40, 254, 4000
# No editor's field is called so: their names have no hyphen.
CONSENT = "i-agree"
EMAIL = {"inputmode": "email", "autocomplete": "email", "autocapitalize": "off"}
PHONE = {"type": "tel", "inputmode": "tel", "autocomplete": "tel"}
# By what a field is for the letters.
ATTRIBUTES = {"name": {"autocomplete": "name", "autocapitalize": "words"}}
MISSING: dict[str, str | Promise] = {
    "name": gettext_lazy("Please enter your name."),
    "email": gettext_lazy("Please enter your email address."),
    "topic": gettext_lazy("Please choose what it is about."),
    "message": gettext_lazy("Please write us a few words."),
    "": gettext_lazy("Please fill in this field."),
}


class ContactForm(BaseForm):
    """What `ContactFormBuilder` puts together; the page's own words ask for the consent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[CONSENT] = forms.BooleanField(
            label=self.page.consent,
            error_messages={"required": gettext_lazy("Please tick this box so that we can answer you.")},
        )

    def focus_first_error(self) -> None:
        """The first field that is wrong gets the focus, after a swap as after a new page."""
        wrong = next((field for name, field in self.fields.items() if name in self.errors), None)
        if wrong is not None:
            wrong.widget.attrs["autofocus"] = True


class ContactFormBuilder(FormBuilder):
    """Fields in our dress: with limits, with sentences, and with what helps a browser to fill them in."""

    def create_singleline_field(self, field: AbstractFormField, options: dict[str, Any]) -> forms.Field:
        return Line(validators=[AtMost(MOST_LINE)], widget=forms.TextInput(ATTRIBUTES.get(field.role)), **options)

    def create_multiline_field(self, field: AbstractFormField, options: dict[str, Any]) -> forms.Field:
        return forms.CharField(validators=[AtMost(MOST_TEXT)], widget=forms.Textarea({"rows": 6}), **options)

    def create_email_field(self, field: AbstractFormField, options: dict[str, Any]) -> forms.Field:
        wrong = _("This email address does not look right. Is a letter missing?")
        options["error_messages"] |= {"invalid": wrong}
        return forms.EmailField(
            max_length=None, validators=[AtMost(MOST_EMAIL)], widget=forms.EmailInput(EMAIL), **options
        )

    def create_phone_field(self, field: AbstractFormField, options: dict[str, Any]) -> forms.Field:
        return Line(validators=[AtMost(MOST_PHONE), complete_number], widget=forms.TextInput(PHONE), **options)

    def create_dropdown_field(self, field: AbstractFormField, options: dict[str, Any]) -> forms.Field:
        options["error_messages"] |= {"invalid_choice": options["error_messages"]["required"]}
        choices = [("", _("Please choose")), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(choices=choices, **options)

    def get_field_options(self, field: AbstractFormField) -> dict[str, Any]:
        options: dict[str, Any] = super().get_field_options(field)
        return options | {"error_messages": {"required": MISSING.get(field.role, MISSING[""])}}

    def get_form_class(self) -> type[ContactForm]:
        return type("WrittenForm", (ContactForm,), self.formfields)
