"""Which blocks a field takes. What guests praise is not what a page is about: the site's search leaves it out."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlock, StreamBlockValidationError, StreamValue

from salon.cms.blocks import booking, pictures, salon, text


class Sections(StreamBlock):
    """Text only: a master's biography, a legal document."""

    section = text.Section()


class QuestionList(StreamBlock):
    question = text.Question()


class Article(StreamBlock):
    """Beside other things: what a service is about."""

    section = text.Section()
    picture = pictures.Picture()
    before_after = pictures.BeforeAfter()
    questions = text.Questions()
    quote = text.Quote(search_index=False)


class Works(StreamBlock):
    """What a master can show."""

    gallery = pictures.Gallery()
    before_after = pictures.BeforeAfter()
    certificates = text.Certificates()


class Body(StreamBlock):
    """A whole page. A welcome brings the page's heading, so it comes first or not at all."""

    hero = pictures.Hero()
    section = text.Section()
    picture_text = pictures.PictureText()
    picture = pictures.Picture()
    gallery = pictures.Gallery()
    before_after = pictures.BeforeAfter()
    doors = booking.Doors()
    booking_widget = booking.Widget()
    call_to_action = booking.CallToAction()
    categories = salon.Categories()
    services = salon.Services()
    prices = salon.Prices()
    team = salon.Team()
    master = salon.Master()
    hours = salon.Hours()
    map = salon.Map()
    promises = text.Promises()
    quotes = text.Quotes(search_index=False)
    questions = text.Questions()
    pages = salon.Pages()

    def clean(self, value: StreamValue) -> StreamValue:
        cleaned = super().clean(value)
        places = [number for number, child in enumerate(cleaned) if child.block_type == "hero"]
        if places and places != [0]:
            raise StreamBlockValidationError(
                non_block_errors=ValidationError(_("The welcome must be the first block, and there can be one only."))
            )
        return cleaned
