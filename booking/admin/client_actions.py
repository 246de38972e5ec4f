"""What reception does with a client's record: a page that asks, and a POST that does it; and the file of it all."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from booking.actions.client_status import block_client, unblock_client
from booking.actions.events import Actor, at_desk
from booking.actions.privacy import erase_client
from booking.admin.doors import OwnRows
from booking.models import Client, ClientStatus
from booking.selectors.clients import waiting_of
from booking.selectors.personal import client_record
from salon.lib.errors import Refusal


class OneClient(OwnRows, PermissionCheckedMixin):
    """`client` is the one in the address. Only for who may change clients."""

    permission_policy: Any = None
    permission_required = "change"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.client: Client = self.get_object()


class ClientAction(OneClient, WagtailAdminTemplateMixin, FormView):
    """`act` does it and returns what to say."""

    form_class: type[forms.Form] = forms.Form

    @property
    def by(self) -> Actor:
        return at_desk(self.request.user.pk)

    def act(self, form: forms.Form) -> str:
        """Raises what the action refuses."""
        raise NotImplementedError

    def get_page_subtitle(self) -> str:
        return str(self.client)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("clients:index"), "label": capfirst(Client._meta.verbose_name_plural)},
            {"url": self.back, "label": str(self.client)},
            {"url": "", "label": self.page_title},
        ]

    @property
    def back(self) -> str:
        return reverse("clients:inspect", args=[quote(self.client.pk)])

    def get_success_url(self) -> str:
        return self.back

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(client=self.client, back=self.back, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            said = self.act(form)
        except Refusal as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.back)
        messages.success(self.request, said)
        return redirect(self.get_success_url())


class BlockForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"), help_text=gettext_lazy("The client never sees it."), max_length=160
    )


class BlockClientView(ClientAction):
    """Blocks, or lets whoever is blocked book again."""

    template_name = "booking/admin/block_client.html"
    header_icon = "lock"

    @property
    def is_blocked(self) -> bool:
        """Of a POST: when its form was shown. Pressed twice, or by two, the second one takes nothing back."""
        if self.request.method == "POST":
            return "reason" not in self.request.POST
        return self.client.status == ClientStatus.BLOCKED

    @property
    def page_title(self) -> str:
        return _("Let the client book again") if self.is_blocked else _("Block the client")

    def get_form_class(self) -> type[forms.Form]:
        return forms.Form if self.is_blocked else BlockForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(is_blocked=self.is_blocked, **kwargs)

    def act(self, form: forms.Form) -> str:
        if self.is_blocked:
            unblock_client(client_id=self.client.pk)
            return _("{name} can book again.").format(name=self.client)
        block_client(client_id=self.client.pk, reason=form.cleaned_data["reason"])
        return _("{name} cannot book online any more.").format(name=self.client)


class EraseClientView(ClientAction):
    """Art. 17 GDPR at the desk: what was done stays, who it was goes."""

    template_name = "booking/admin/erase_client.html"
    page_title = gettext_lazy("Delete personal data")
    header_icon = "bin"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visits, waiting = self.client.visit_count, waiting_of(self.client).count()
        return super().get_context_data(visits=visits, waiting=waiting, **kwargs)

    def act(self, form: forms.Form) -> str:
        done = erase_client(client_id=self.client.pk, by=self.by, now=timezone.now())
        said = _("The personal data is deleted. Visits without a name now: {visits}; cancelled: {cancelled}.")
        return said.format(visits=done.visits, cancelled=done.cancelled)

    def get_success_url(self) -> str:
        return reverse("clients:index")


class ClientFileView(OneClient, View):
    """All that we hold of a client as a file (Art. 15 and 20 GDPR)."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = asdict(client_record(self.client, now=timezone.now()))
        answer = JsonResponse(record, json_dumps_params={"ensure_ascii": False, "indent": 2})
        answer["Content-Disposition"] = f'attachment; filename="client-{pk}.json"'
        answer["Cache-Control"] = "no-store"
        return answer
