"""All StreamField blocks of the site. They hold no models: data comes by the template tags of the app that owns it."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock

WORDS = ["bold", "italic", "link"]
PARAGRAPHS = [*WORDS, "ol", "ul"]


class Section(StructBlock):
    """Paragraphs, with a heading or without."""

    heading = CharBlock(label=_("Heading"), required=False, max_length=120)
    text = RichTextBlock(label=_("Text"), features=PARAGRAPHS)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/section.html"


class Question(StructBlock):
    question = CharBlock(label=_("Question"), max_length=160)
    answer = RichTextBlock(label=_("Answer"), features=PARAGRAPHS)

    class Meta:
        icon = "help"
        label = _("Question")
        template = "cms/blocks/question.html"


class Questions(StructBlock):
    """Questions that unfold to their answers."""

    heading = CharBlock(label=_("Heading"), required=False, max_length=120)
    items = ListBlock(Question(), label=_("Questions"))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "cms/blocks/questions.html"


class Value(StructBlock):
    """Something that guests can rely on, in a few words."""

    title = CharBlock(label=_("Title"), max_length=60)
    text = TextBlock(label=_("Text"), max_length=240)

    class Meta:
        icon = "tick"
        label = _("Promise")
        template = "cms/blocks/value.html"


class Quote(StructBlock):
    """What a guest said, with first name and service."""

    text = TextBlock(label=_("What was said"), max_length=300)
    name = CharBlock(label=_("First name"), max_length=60)
    about = CharBlock(label=_("About which service"), required=False, max_length=80)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "cms/blocks/quote.html"


class Body(StreamBlock):
    """What an editor may put into the body of a page."""

    section = Section()
    questions = Questions()


class Sections(StreamBlock):
    """Text only: a master's biography, a legal document."""

    section = Section()


class QuestionList(StreamBlock):
    question = Question()


class Values(StreamBlock):
    value = Value()


class Quotes(StreamBlock):
    quote = Quote()
