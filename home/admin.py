"""The messages of the contact form in the admin: who reads them, their list, and what says that nobody is mailed."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.contrib.forms.views import SubmissionsListView
from wagtail.models import Page

from home.models import ContactPage, ContactSubmission
from salon.cms.models import SalonSettings
from salon.lib import spreadsheets

READ = "home.view_contactsubmission"
# For so long the home page reminds of what nobody was mailed about.
REMIND = timedelta(days=14)


class MessagesView(SubmissionsListView):
    """All messages, whatever language they were written in. There is one form, so no list of forms stands above."""

    page_title = _("Messages from the website")
    custom_value_preprocess = {**SubmissionsListView.custom_value_preprocess, str: spreadsheets.TEXT}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Wagtail asks the table of pages for what a permission says already."""
        if not request.user.has_perm(READ):
            raise PermissionDenied
        self.form_page = kwargs.get("form_page") or get_object_or_404(ContactPage.objects.order_by("path")[:1])
        if self.is_export:
            self.export_headings = dict(self.form_page.get_data_fields())
            self.list_export = list(self.export_headings)
        return super(SubmissionsListView, self).dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class MessagesItem(MenuItem):
    """Instead of Wagtail's list of forms: there is only one. Costs no query on any page of the admin."""

    def __init__(self) -> None:
        label, url = pgettext_lazy("desk", "Contact form"), reverse("contact_messages")
        super().__init__(label, url, name="contact-messages", icon_name="form", order=60)

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(READ))


class UnmailedPanel(Component):
    """What was written lately, while the salon has no mailbox of its own."""

    template_name = "home/admin/unmailed_panel.html"
    order = 35

    def __init__(self, count: int) -> None:
        self.count = count

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"count": self.count, "url": messages_url()}


def unmailed_panel(request: HttpRequest) -> Component | None:
    """Nothing while the salon gets its mail, or for who may not read it."""
    if not request.user.has_perm(READ) or SalonSettings.load(request_or_site=request).email:
        return None
    count = ContactSubmission.objects.filter(submit_time__gt=timezone.now() - REMIND).count()
    return UnmailedPanel(count) if count else None


def readable_forms(user: AbstractBaseUser, forms: QuerySet[Page]) -> QuerySet[Page]:
    """Who may change the page need not know who wrote; who answers need not be able to change it."""
    pages = ContactPage.objects.values("pk")
    if user.has_perm(READ):
        return Page.objects.filter(Q(pk__in=forms.values("pk")) | Q(pk__in=pages))
    return forms.exclude(pk__in=pages)


def messages_url() -> str:
    """The list of the main language's page, whose labels name the columns; empty while there is no contact page."""
    page = ContactPage.objects.order_by("path").first()
    return reverse("wagtailforms:list_submissions", args=[page.pk]) if page else ""
