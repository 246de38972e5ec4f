"""Keys for programs: made, shown once, revoked. There is no form for what is made."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.admin.widgets import HeaderButton

from booking.actions.api_tokens import make_token, revoke_token
from booking.admin.doors import LIST, DeskAdd, DeskInspect, DeskViewSet
from booking.models import ApiToken
from booking.selectors.agenda import Staff


class TokenAdd(DeskAdd):
    """The answer to the form shows the key; nothing else ever does."""

    def form_valid(self, form: ModelForm) -> HttpResponse:
        scopes = {name: form.cleaned_data[name] for name in ("for_clients", "for_masters")}
        user, now = self.request.user.pk, timezone.now()
        token, secret = make_token(name=form.cleaned_data["name"], **scopes, now=now, user_id=user)
        context = {"token": token, "secret": secret, "back": reverse("api-tokens:index")}
        self.template_name = "booking/admin/api_token.html"
        self.object = token
        return self.render_to_response(self.get_context_data(form=form, **context))


class TokenCard(DeskInspect):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if self.object.revoked_at or not self.user_has_permission("change"):
            return []
        url = reverse("api-tokens:revoke", args=[self.object.pk])
        return [HeaderButton(_("Revoke"), url=url, icon_name="bin")]


class TokenRevoke(DeskInspect):
    """Asks first; only the button does it."""

    template_name = "booking/admin/revoke_token.html"
    page_title = gettext_lazy("Revoke")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.user_has_permission("change"):
            raise PermissionDenied
        if revoke_token(token_id=self.object.pk, now=timezone.now()):
            messages.success(request, _("The token is revoked."))
        return redirect("api-tokens:index")


class ApiTokenViewSet(DeskViewSet):
    model = ApiToken
    name = "api-tokens"
    icon = "key"
    menu_label = gettext_lazy("API tokens")
    doors = (*LIST, "add", "inspect", "revoke")
    own_actions = ("change",)
    add_view_class = TokenAdd
    inspect_view_class = TokenCard
    list_display = (
        BooleanColumn("for_clients", label=gettext_lazy("Acts for clients")),
        BooleanColumn("for_masters", label=gettext_lazy("Acts for masters")),
        DateColumn("created_at", label=gettext_lazy("Made")),
        DateColumn("revoked_at", label=gettext_lazy("Revoked")),
    )
    inspect_view_fields = ("name", "for_clients", "for_masters", "created_by", "created_at", "revoked_at")
    edit_handler = ObjectList([FieldPanel("name"), FieldPanel("for_clients"), FieldPanel("for_masters")])

    def rows(self, user: Staff) -> QuerySet[ApiToken]:
        return ApiToken.objects.select_related("created_by")

    def get_urlpatterns(self) -> list[URLPattern]:
        revoke = self.construct_view(TokenRevoke, **self.get_inspect_view_kwargs())
        return [*super().get_urlpatterns(), path("revoke/<int:pk>/", revoke, name="revoke")]
