"""The register of messages: what was written, to whom it went, what waits and why. No link with a key is readable here:
what a message carries stays hidden, and can't be guessed by filtering either.
"""

from functools import partial
from typing import Any

from django.contrib.auth.models import AbstractUser, Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from wagtail_modeladmin.helpers import AdminURLHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from salon.cms.registers import by_time
from salon.outbox.admin import shown
from salon.outbox.admin.by_hand import DEEDS, RESEND_DEAD, Deed, DeedView, ResendDeadView
from salon.outbox.admin.card import MessageCard
from salon.outbox.admin.filters import ChannelFilter, DueFilter, KindFilter, RecipientFilter
from salon.outbox.admin.register_list import HEADINGS, RegisterList
from salon.outbox.models import Message


class RegisterPermissions(PermissionHelper):
    """Rows are made by what they report; nobody writes, changes or deletes one by hand. `deed`: the name of the
    permission to do something with them all the same.
    """

    deed = "resend"

    def user_can_list(self, user: AbstractUser) -> bool:
        return self.user_has_specific_permission(user, self.get_perm_codename("view"))

    def user_can_inspect_obj(self, user: AbstractUser, obj: Message) -> bool:
        return self.user_can_list(user)

    def user_can_act(self, user: AbstractUser) -> bool:
        return self.user_can_list(user) and self.user_has_specific_permission(user, self.get_perm_codename(self.deed))

    def user_can_create(self, user: AbstractUser) -> bool:
        return False

    def user_can_edit_obj(self, user: AbstractUser, obj: Message) -> bool:
        return False

    def user_can_delete_obj(self, user: AbstractUser, obj: Message) -> bool:
        return False

    def get_all_model_permissions(self) -> QuerySet[Permission]:
        """What a group can be given in the admin: nothing that would open no door."""
        doors = [self.get_perm_codename(action) for action in ("view", self.deed)]
        return super().get_all_model_permissions().filter(codename__in=doors)


class RegisterURLs(AdminURLHelper):
    """Addresses are short, their names say whose they are."""

    def get_action_url_name(self, action: str) -> str:
        return f"outbox_message_modeladmin_{action}"


class MessageRegister(ModelAdmin):
    model = Message
    base_url_path = "messages"
    url_helper_class = RegisterURLs
    permission_helper_class = RegisterPermissions
    index_view_class = RegisterList
    inspect_view_class = MessageCard
    inspect_view_enabled = True
    history_view_enabled = False
    index_template_name = "outbox/admin/register.html"
    inspect_template_name = "outbox/admin/message.html"
    # It stands below "Messages".
    add_to_admin_menu = False
    menu_label = shown.ALL
    menu_icon = "mail"
    list_filter = ("state", KindFilter, RecipientFilter, DueFilter, ChannelFilter, *by_time("due_at"))
    list_export = tuple(HEADINGS)
    list_per_page = 50
    ordering = ("-due_at", "-pk")
    export_filename = "messages"

    def get_extra_attrs_for_row(self, obj: Message, context: Any) -> dict[str, str]:
        return {"data-state": obj.state}

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """Only the doors that are named are open."""
        return (
            self._door("index", self.index_view),
            self._door("inspect", self.inspect_view, of_one=True),
            self._door(RESEND_DEAD, self.resend_dead_view),
            *(self._door(deed.name, partial(self.deed_view, deed=deed), of_one=True) for deed in DEEDS),
        )

    def deed_view(self, request: HttpRequest, instance_pk: str, deed: Deed) -> HttpResponse:
        return DeedView.as_view(model_admin=self, instance_pk=instance_pk, deed=deed)(request)

    def resend_dead_view(self, request: HttpRequest) -> HttpResponse:
        return ResendDeadView.as_view(model_admin=self)(request)

    def _door(self, name: str, view: Any, *, of_one: bool = False) -> URLPattern:
        path = "" if name == "index" else f"{name}/"
        number = r"(?P<instance_pk>\d{1,18})/" if of_one else ""
        return re_path(
            rf"^{self.url_helper.base_url_path}/{path}{number}$", view, name=self.url_helper.get_action_url_name(name)
        )
