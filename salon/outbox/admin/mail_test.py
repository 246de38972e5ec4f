"""A page with one button: send a letter to ourselves, and see what became of it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from salon.cms.place import salon_place
from salon.outbox.actions.mail_test import MAIL_TEST, send_test_mail
from salon.outbox.admin import shown
from salon.outbox.models import Message

MAY_TEST = "outbox.resend_message"
TITLE = gettext_lazy("Test the mail")
SHOWN = 5


class MailTestView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "outbox/admin/mail_test.html"
    page_title = TITLE
    header_icon = "mail"
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": TITLE}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(MAY_TEST):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Message.objects.filter(kind=MAIL_TEST).order_by("-pk")[:SHOWN]
        lines = [{"row": row, "when": shown.moment(row.created_at)} for row in rows]
        return super().get_context_data(email=salon_place().email, lines=lines, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if salon_place().email:
            send_test_mail(now=timezone.now())
            messages.success(request, _("A test message is on its way."))
        return redirect(reverse("mail_test"))
