"""How to find us and how to write to us: the page, the fields of its form, and what was written."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import AbstractFormField, AbstractFormSubmission, FormMixin
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.forms import ContactFormBuilder
from home.page_form import ONCE, ContactPageForm, chosen_twice
from salon.cms.models import BasePage
from salon.cms.registries import Letter
from salon.lib import dates

# Columns of the list of messages beside the form's own; no field is called so, their names have no hyphen.
LANGUAGE, CONSENT, ANSWERED = "sent-in", "agreed-to", "answered-at"
# Digits of a translation key that tell the fields of a form apart.
DIGITS = 8
YES_NO = {True: _("yes"), False: _("no")}


class ContactPage(FormMixin, BasePage):
    """Address, hours and the way come from the salon's facts; only the words around them are written here.

    The form is not on the page, which may come from a cache: it has an address of its own (`home/views.py`).
    """

    base_form_class = ContactPageForm
    form_builder = ContactFormBuilder
    may_be_counted = False

    intro = models.CharField(_("introduction"), max_length=240, blank=True)
    way_heading = models.CharField(_("heading"), max_length=80)
    on_foot = models.TextField(_("on foot"), blank=True)
    transit = models.TextField(_("by bus and train"), blank=True)
    parking = models.TextField(_("parking"), blank=True)
    access = models.TextField(_("without steps"), blank=True)
    form_heading = models.CharField(_("heading"), max_length=80)
    consent = models.CharField(
        _("consent"),
        max_length=300,
        help_text=_("These very words are kept with each message. A link to the privacy page stands below them."),
    )
    button = models.CharField(_("button"), max_length=40)
    success = models.CharField(_("after sending"), max_length=240)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("way_heading", "on_foot", "transit", "parking", "access")],
            heading=_("The way"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("form_heading", "consent", "button", "success")], heading=_("Form")
        ),
        InlinePanel("form_fields", heading=_("Fields of the form"), label=_("field"), min_num=1),
    ]
    search_fields = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in ("intro", "on_foot", "transit", "parking", "access")),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    preview_modes = BasePage.DEFAULT_PREVIEW_MODES
    page_description = _("Address, map, opening hours and a form to write to the salon.")

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """The page alone: what is sent goes to the form's own address, where the shield is."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return BasePage.serve(self, request, *args, **kwargs)

    def anchors(self) -> frozenset[str]:
        return frozenset({"way", "hours", "write", "message"})

    def clean(self) -> None:
        super().clean()
        if chosen_twice(field.role for field in self.get_form_fields()):
            raise ValidationError(ONCE)

    def fields_by_role(self) -> dict[str, str]:
        """The name of the field that is each letter's sender, email, topic and text."""
        return {field.role: field.clean_name for field in self.get_form_fields() if field.role}

    def get_submission_class(self) -> type["ContactSubmission"]:
        return ContactSubmission

    def get_submissions(self) -> models.QuerySet["ContactSubmission"]:
        """Of all languages: there is one contact form, and its fields have the same names in each."""
        return ContactSubmission.objects.all()

    def get_data_fields(self) -> list[tuple[str, Any]]:
        return [
            *super().get_data_fields(),
            (LANGUAGE, _("language")),
            (CONSENT, _("consent")),
            (ANSWERED, _("answered")),
        ]

    def get_submissions_list_view_class(self) -> type:
        """Named, because the admin's views need all models to be there."""
        return import_string("home.admin.MessagesView")


class ContactField(TranslatableMixin, AbstractFormField):
    """A field of the form. Its words are translated; its name is the same in every language, whoever makes it first.

    That is why the name never comes from the label: a translation may be saved before the German field is.
    """

    class Role(models.TextChoices):
        NAME = "name", _("name")
        EMAIL = "email", _("email")
        TOPIC = "topic", _("topic")
        MESSAGE = "message", _("message")

    KINDS = [
        ("singleline", _("One line")),
        ("multiline", _("Several lines")),
        ("email", _("Email")),
        ("phone", _("Phone")),
        ("dropdown", _("Choice from a list")),
        ("checkbox", _("Box to tick")),
    ]

    # What is mailed as an address must be one, and a sender or topic stands on one line.
    FITTING = {
        Role.NAME: {"singleline"},
        Role.EMAIL: {"email"},
        Role.TOPIC: {"singleline", "dropdown"},
        Role.MESSAGE: {"multiline"},
    }

    page = ParentalKey(ContactPage, on_delete=models.CASCADE, related_name="form_fields")
    role = models.CharField(
        _("what it is for the mails"),
        max_length=8,
        choices=Role.choices,
        blank=True,
        help_text=_("The salon’s mail names these; whoever gave an email address gets a receipt there."),
    )
    field_type = models.CharField(_("kind"), max_length=16, choices=KINDS)

    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("field_type"), FieldPanel("role")]),
        FieldPanel("help_text"),
        FieldPanel("required"),
        FieldPanel("choices", help_text=_("One on each line; only for a choice from a list.")),
    ]
    override_translatable_fields = [
        SynchronizedField("clean_name", overridable=False),
        SynchronizedField("role", overridable=False),
        SynchronizedField("field_type", overridable=False),
        SynchronizedField("required", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("field of the contact form")
        verbose_name_plural = _("fields of the contact form")

    def clean(self) -> None:
        super().clean()
        if self.role and self.field_type not in self.FITTING[self.Role(self.role)]:
            raise ValidationError({"field_type": _("This kind does not fit what the field is for in the mails.")})

    def get_field_clean_name(self) -> str:
        return self.role or f"field_{self.translation_key.hex[:DIGITS]}"


class ContactSubmission(AbstractFormSubmission):
    """What somebody wrote, with the words they agreed to at `submit_time` (aware).

    `answered_at` (aware): when somebody of the salon noted that it needs no answer any more; None until then.
    `key` makes a second click the same message; `email` is lower-cased, empty where none was given. What was written
    outlives the page: it goes with its writer or with its time.
    """

    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")
    submit_time = models.DateTimeField(_("sent on"), db_index=True)
    key = models.CharField(max_length=32, unique=True)
    email = models.EmailField(_("email"), blank=True, db_index=True)
    language = models.CharField(_("language"), max_length=8)
    consent = models.TextField(_("consent"))
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)

    class Meta:
        verbose_name = _("message from the website")
        verbose_name_plural = _("messages from the website")

    def get_data(self) -> dict[str, Any]:
        answered = dates.moment(dates.local(self.answered_at)) if self.answered_at else ""
        return {**super().get_data(), LANGUAGE: self.language, CONSENT: self.consent, ANSWERED: answered}

    @classmethod
    def letters_of(cls, email: str) -> list[Letter]:
        """For their writer, under the labels of the language they were written in; two queries."""
        labels = {
            (code, name): label
            for code, name, label in ContactField.objects.values_list("locale__language_code", "clean_name", "label")
        }
        rows = cls.objects.filter(email=email).order_by("-submit_time", "-pk")
        return [row._as_letter(labels) for row in rows]

    def _as_letter(self, labels: Mapping[tuple[str, str], str]) -> Letter:
        answers = {
            labels.get((self.language, name), name): YES_NO[typed] if isinstance(typed, bool) else typed
            for name, typed in self.form_data.items()
            if typed != ""
        }
        said = {label: str(answer) for label, answer in answers.items()}
        return Letter(self.submit_time, self.language, said, self.consent)
