from django.apps import AppConfig
from django.db.models.signals import post_save

SHOWN = (
    "cms.ClosedDay",
    "cms.ClosedDayText",
    "cms.OpeningHours",
    "cms.SalonImage",
    "cms.SalonSettings",
    "cms.SalonText",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.Site",
    "wagtailseo.SeoSettings",
)


class CmsConfig(AppConfig):
    name = "salon.cms"
    label = "cms"
    verbose_name = "Salon"

    def ready(self) -> None:
        from salon.cms import page_cache, picture_sizes  # noqa: PLC0415 - models are there only now
        from salon.cms.registries import shown_on_pages  # noqa: PLC0415
        from salon.cms.seo.settings import show_what_works  # noqa: PLC0415
        from salon.cms.translations import schedule, signals, synchronised  # noqa: PLC0415

        for label in SHOWN:
            shown_on_pages.register(label)
        page_cache.watch()
        synchronised.synchronise()
        signals.watch()
        schedule.watch()
        show_what_works()
        post_save.connect(picture_sizes.forget_old_cut, sender="cms.SalonImage", dispatch_uid="cms.pictures")
