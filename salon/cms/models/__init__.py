from salon.cms.models.fact_pages import FactPage
from salon.cms.models.hours import ClosedDay, OpeningHours, WeeklyWindow, whole_step
from salon.cms.models.images import SalonImage, SalonRendition
from salon.cms.models.pages import HOME_DEPTH, BasePage, Pictured, has_private_pages, picture_panel
from salon.cms.models.seo_findings import SeoAudit, SeoFinding
from salon.cms.models.settings import SalonSettings, salon_settings, statistics_tools
from salon.cms.models.texts import ClosedDayText, SalonText, TranslatedText
from salon.cms.models.translations import SourceChange

__all__ = [
    "HOME_DEPTH",
    "BasePage",
    "ClosedDay",
    "ClosedDayText",
    "FactPage",
    "OpeningHours",
    "Pictured",
    "SalonImage",
    "SalonRendition",
    "SalonSettings",
    "SalonText",
    "SeoAudit",
    "SeoFinding",
    "SourceChange",
    "TranslatedText",
    "WeeklyWindow",
    "has_private_pages",
    "picture_panel",
    "salon_settings",
    "statistics_tools",
    "whole_step",
]
