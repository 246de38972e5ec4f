"""Words: paragraphs, questions, promises, quotations."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, RichTextBlock, StructBlock, TextBlock

WORDS = ["bold", "italic", "link"]
PARAGRAPHS = [*WORDS, "ol", "ul", "h3"]
SAMPLE = "<p>Fünf Meisterinnen, vier Sprachen, ein Hof hinter der Linde. Nehmen Sie sich Zeit für sich.</p>"


def heading(*, required: bool = True) -> CharBlock:
    return CharBlock(label=_("Heading"), required=required, default="", max_length=120)


class Section(StructBlock):
    """Paragraphs, with a heading or without."""

    heading = heading(required=False)
    text = RichTextBlock(label=_("Text"), features=PARAGRAPHS)

    class Meta:
        in_measure = True
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, with a heading or without.")
        template = "cms/blocks/section.html"
        preview_value = {"heading": "Der Hof hinter der Linde", "text": SAMPLE}


class Question(StructBlock):
    question = CharBlock(label=_("Question"), max_length=160)
    answer = RichTextBlock(label=_("Answer"), features=PARAGRAPHS)

    class Meta:
        icon = "help"
        label = _("Question")
        template = "cms/blocks/question.html"
        brings_heading = True
        preview_value = {"question": "Brauche ich ein Konto?", "answer": "<p>Nein.</p>"}


class Questions(StructBlock):
    """Questions that unfold to their answers."""

    heading = heading(required=False)
    items = ListBlock(Question(), label=_("Questions"), min_num=1)

    class Meta:
        in_measure = True
        icon = "help"
        label = _("Questions and answers")
        description = _("Questions that unfold to their answers.")
        template = "cms/blocks/questions.html"
        preview_value = {
            "heading": "Häufige Fragen",
            "items": [
                {"question": "Brauche ich ein Konto?", "answer": "<p>Nein, Name und Telefonnummer genügen.</p>"},
                {"question": "Wie kann ich bezahlen?", "answer": "<p>Im Salon, bar oder mit Karte.</p>"},
            ],
        }


class Promise(StructBlock):
    """Something that guests can rely on, in a few words."""

    title = CharBlock(label=_("Title"), max_length=60)
    text = TextBlock(label=_("Text"), max_length=240)

    class Meta:
        icon = "tick"
        label = _("Promise")
        template = "cms/blocks/promise.html"


class Promises(StructBlock):
    heading = heading(required=False)
    items = ListBlock(Promise(), label=_("Promises"), min_num=1)

    class Meta:
        icon = "tick"
        label = _("Promises")
        description = _("What guests can rely on, side by side.")
        template = "cms/blocks/promises.html"
        brings_heading = True
        preview_value = {
            "items": [
                {"title": "Der Preis steht vorher fest", "text": "Alle Preise sind Endpreise."},
                {"title": "Absagen kostet nichts", "text": "Bis 24 Stunden vorher, mit einem Link."},
                {"title": "Ihre Sprache", "text": "Wir sprechen Deutsch, Ukrainisch, Russisch und Englisch."},
            ]
        }


class Quote(StructBlock):
    """What a guest said, with first name and service."""

    text = TextBlock(label=_("What was said"), max_length=300)
    name = CharBlock(label=_("First name"), max_length=60)
    about = CharBlock(label=_("About which service"), required=False, default="", max_length=80)

    class Meta:
        in_measure = True
        icon = "openquote"
        label = _("Quotation")
        description = _("What a guest said, with first name and service.")
        template = "cms/blocks/quote.html"
        preview_value = {"text": "Endlich jemand, der zuhört.", "name": "Katharina", "about": "Balayage"}


class Quotes(StructBlock):
    heading = heading()
    note = CharBlock(
        label=_("Note"),
        required=False,
        default="",
        max_length=160,
        help_text=_("Say here if these are not real reviews, or whether you check them."),
    )
    items = ListBlock(Quote(), label=_("Quotations"), min_num=1)
    button = CharBlock(
        label=_("Button"),
        required=False,
        default="",
        max_length=40,
        help_text=_("It leads to the booking; without words there is none."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotations")
        description = _("What guests say, side by side, on a darker ground.")
        template = "cms/blocks/quotes.html"
        leads_to_booking = "button"
        preview_value = {
            "heading": "Was Gäste sagen",
            "note": "Beispiele, keine echten Bewertungen.",
            "items": [
                {"text": "Endlich jemand, der zuhört.", "name": "Katharina", "about": "Balayage"},
                {"text": "Pünktlich, ruhig, schön.", "name": "Oksana", "about": "Maniküre"},
            ],
            "button": "Termin buchen",
        }


class Certificate(StructBlock):
    year = IntegerBlock(label=_("Year"), required=False, min_value=1950, max_value=2100)
    title = CharBlock(label=_("Title"), max_length=120)
    issuer = CharBlock(label=_("Who gave it"), required=False, default="", max_length=120)

    class Meta:
        icon = "pick"
        label = _("Certificate")


class Certificates(StructBlock):
    """What she has learned, with the year and who says so."""

    heading = heading(required=False)
    items = ListBlock(Certificate(), label=_("Certificates"), min_num=1)

    class Meta:
        icon = "pick"
        label = _("Certificates")
        description = _("What was learned, with the year and who says so.")
        template = "cms/blocks/certificates.html"
        brings_heading = True
        preview_value = {
            "items": [{"year": 2008, "title": "Meisterbrief im Friseurhandwerk", "issuer": "Handwerkskammer"}]
        }
