"""The messages of the contact form in the admin: who reads them, their list, and those that wait for an answer."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.contrib.forms.views import SubmissionsListView
from wagtail.models import Page

from home.actions import note_answered
from home.models import ContactPage, ContactSubmission
from salon.cms.dashboard import Panel
from salon.cms.models import SalonSettings
from salon.lib import dates, spreadsheets

READ = "home.view_contactsubmission"
# For so long the home page reminds of what nobody has answered; the list has it for as long as it is kept.
REMIND = timedelta(days=14)
MOST = 5


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


class OpenMessagesPanel(Panel):
    """What was written to the salon and nobody has answered, the oldest first; and whether it is mailed to anybody."""

    template_name = "home/admin/open_messages_panel.html"
    order = 25

    def __init__(self, rows: list[ContactSubmission], count: int, *, is_mailed: bool) -> None:
        self.rows, self.count, self.is_mailed = rows, count, is_mailed

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request: HttpRequest = parent_context["request"]
        page = ContactPage.objects.order_by("path").first()
        roles = page.fields_by_role() if page else {}
        return {
            "lines": [_line(row, roles) for row in self.rows],
            "count": self.count,
            "is_mailed": self.is_mailed,
            "url": reverse("contact_messages") if page else "",
            "home": request.path,
            "csrf_token": get_token(request),
        }


def open_messages_panel(request: HttpRequest) -> Component | None:
    """Nothing where all is answered, or for who may not read it. What is older than two weeks has been forgotten."""
    if not request.user.has_perm(READ):
        return None
    rows = ContactSubmission.objects.filter(answered_at=None, submit_time__gt=timezone.now() - REMIND)
    count = rows.count()
    if not count:
        return None
    is_mailed = bool(SalonSettings.load(request_or_site=request).email)
    return OpenMessagesPanel(list(rows.order_by("submit_time", "pk")[:MOST]), count, is_mailed=is_mailed)


@require_POST
def answered(request: HttpRequest, pk: int) -> HttpResponse:
    """A message needs no answer any more."""
    if not request.user.has_perm(READ):
        raise PermissionDenied
    if note_answered(message=pk, now=timezone.now()):
        messages.success(request, _("Noted: the message is answered."))
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def _line(row: ContactSubmission, roles: Mapping[str, str]) -> dict[str, Any]:
    said = {role: str(row.form_data.get(name, "")) for role, name in roles.items()}
    when = dates.moment(dates.local(row.submit_time))
    return {"row": row, "when": when, "sender": said.get("name") or row.email, **said}


def readable_forms(user: AbstractBaseUser, forms: QuerySet[Page]) -> QuerySet[Page]:
    """Who may change the page need not know who wrote; who answers need not be able to change it."""
    pages = ContactPage.objects.values("pk")
    if user.has_perm(READ):
        return Page.objects.filter(Q(pk__in=forms.values("pk")) | Q(pk__in=pages))
    return forms.exclude(pk__in=pages)
