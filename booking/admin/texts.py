"""The words of services, categories and masters, for editors and translators."""

from booking.models import CategoryText, MasterText, ServiceText
from salon.cms.admin import TextViewSet, text_form


class ServiceTextViewSet(TextViewSet):
    model = ServiceText
    icon = "cut"
    edit_handler = text_form(ServiceText, "service")


class CategoryTextViewSet(TextViewSet):
    model = CategoryText
    icon = "folder-open-inverse"
    edit_handler = text_form(CategoryText, "category")


class MasterTextViewSet(TextViewSet):
    model = MasterText
    icon = "user"
    edit_handler = text_form(MasterText, "master")
