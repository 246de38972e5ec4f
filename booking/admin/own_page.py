"""Pages about one master: for who may change her, and for herself."""

from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from booking.admin.doors import OwnRows
from booking.models import Master


class OwnPage(OwnRows, WagtailAdminTemplateMixin, TemplateView):
    """For who may change the master, and for herself."""

    permission_policy: Any = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.master = self.get_object()

    def get_object(self, queryset: None = None) -> Master:
        user = self.request.user
        master = get_object_or_404(self.get_base_queryset(), pk=self.kwargs["pk"])
        if master.user_id != user.pk and not self.may_change():
            raise PermissionDenied
        return master

    def may_change(self) -> bool:
        return self.permission_policy.user_has_permission(self.request.user, "change")

    def get_page_subtitle(self) -> str:
        return self.called(self.master)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """A master who sees no others is led past their list."""
        here = {"url": "", "label": self.page_title}
        if not self.may_change():
            return [here]
        form = reverse("masters:edit", args=[quote(self.master.pk)])
        masters = {"url": reverse("masters:index"), "label": capfirst(Master._meta.verbose_name_plural)}
        return [masters, {"url": form, "label": self.called(self.master)}, here]
