from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "salon.cms"
    label = "cms"
    verbose_name = "Salon"
