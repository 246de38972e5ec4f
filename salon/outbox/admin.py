"""The register of messages: what was written, to whom it went, what waits and why."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from salon.outbox.models import Message


class ReadOnly(PermissionHelper):
    """Messages are made by what they report; nobody writes, changes or deletes one by hand."""

    def user_can_list(self, user: object) -> bool:
        return self.user_has_specific_permission(user, self.get_perm_codename("view"))

    def user_can_inspect_obj(self, user: object, obj: Message) -> bool:
        return self.user_can_list(user)

    def user_can_create(self, user: object) -> bool:
        return False

    def user_can_edit_obj(self, user: object, obj: Message) -> bool:
        return False

    def user_can_delete_obj(self, user: object, obj: Message) -> bool:
        return False


class MessageRegister(ModelAdmin):
    model = Message
    permission_helper_class = ReadOnly
    menu_label = _("Messages")
    menu_icon = "mail"
    menu_order = 450
    base_url_path = "messages"
    list_display = ("kind", "about", "state", "due_at", "attempts", "sent_at", "sent_to", "problem")
    list_filter = ("state", "kind", "due_at")
    search_fields = ("kind", "about", "sent_to", "problem")
    list_per_page = 50
    ordering = ("-due_at", "-pk")
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["context", "dedupe_key", "claimed_until"]
    history_view_enabled = False

    def get_extra_attrs_for_row(self, obj: Message, context: HttpRequest) -> dict[str, str]:
        return {"data-state": obj.state}
