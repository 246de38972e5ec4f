"""All checks, in the order in which they look."""

from salon.cms.audit.checks.booking import Booking
from salon.cms.audit.checks.descriptions import Descriptions
from salon.cms.audit.checks.headings import Headings
from salon.cms.audit.checks.length import Length
from salon.cms.audit.checks.links import Links
from salon.cms.audit.checks.orphans import Orphans
from salon.cms.audit.checks.pictures import Pictures
from salon.cms.audit.checks.same_words import SameWords
from salon.cms.audit.checks.structured_data import StructuredData
from salon.cms.audit.checks.texts import Texts
from salon.cms.audit.checks.titles import Titles
from salon.cms.audit.checks.translations import Translations

CHECKS = (
    *(Titles, Descriptions, Headings, Pictures, Length, Links, Orphans, Booking),
    *(Translations, SameWords, Texts, StructuredData),
)

__all__ = ["CHECKS"]
