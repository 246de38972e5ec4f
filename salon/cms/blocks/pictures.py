"""Pictures, and pictures beside words. Each says what it shows or that it is mere ornament, as Wagtail asks."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StreamValue,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
)
from wagtail.blocks.list_block import ListValue
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from salon.cms import pictures
from salon.cms.blocks.text import PARAGRAPHS, SAMPLE, heading
from salon.cms.models import SalonImage


class PictureChooser(ImageChooserBlock):
    """Its pictures come with their sizes, and together with all others of the page (`salon.cms.pictures.gather`)."""

    def bulk_to_python(self, values: Sequence[int | None]) -> list[SalonImage | None]:
        found = pictures.load(values)
        return [found.get(value) for value in values]


class PhotoValue(StructValue):
    @property
    def words(self) -> str:
        """What is read aloud; empty for ornament."""
        return "" if self["decorative"] else self["alt_text"]


class Photo(StructBlock):
    """A picture that says what it shows, or that it is mere ornament.

    Wagtail's own ImageBlock does the same, but wagtail-localize can't read one that is left empty inside a struct.
    """

    alt_text = CharBlock(
        label=_("What the picture shows"),
        required=False,
        default="",
        max_length=160,
        help_text=_("For people who can't see it."),
    )
    decorative = BooleanBlock(
        label=_("Mere ornament"), required=False, help_text=_("It says nothing that the words don't say.")
    )

    class Meta:
        icon = "image"
        value_class = PhotoValue

    def __init__(self, required: bool = True, **options: Any) -> None:
        super().__init__([("image", PictureChooser(label=_("Picture"), required=required))], **options)
        self.child_blocks = {name: self.child_blocks[name] for name in ("image", "alt_text", "decorative")}

    def clean(self, value: PhotoValue) -> PhotoValue:
        cleaned = super().clean(value)
        if cleaned["image"] and not cleaned["alt_text"].strip() and not cleaned["decorative"]:
            problem = ValidationError(_("Please say what it shows, or that it is mere ornament."))
            raise StructBlockValidationError({"alt_text": problem})
        return cleaned


def caption() -> CharBlock:
    return CharBlock(label=_("Caption"), required=False, default="", max_length=160)


def first_photo(page: Page) -> PhotoValue | None:
    """The first picture in a page's body, with its sizes; as many queries as showing the page takes anyway."""
    body = getattr(page, "body", None)
    blocks = body if isinstance(body, StreamValue) else ()
    return next((photo for block in blocks for photo in _photos(block.value) if photo["image"]), None)


def _photos(value: object) -> Iterator[PhotoValue]:
    if isinstance(value, PhotoValue):
        yield value
    elif isinstance(value, StructValue):
        for part in value.values():
            yield from _photos(part)
    elif isinstance(value, ListValue):
        for part in value:
            yield from _photos(part)


def sample(number: int = 0) -> dict[str, Any] | None:
    """One of the salon's own pictures, for previews."""
    image = get_image_model().objects.order_by("pk")[number : number + 1].first()
    return {"image": image, "alt_text": image.title, "decorative": False} if image else None


class Pictured(StructBlock):
    """Shows the salon's own pictures in its preview, in each field of `sample_pictures`."""

    sample_pictures: tuple[str, ...] = ("picture",)

    def get_preview_value(self) -> Any:
        value = super().get_preview_value()
        shown = {name: sample(number) for number, name in enumerate(self.sample_pictures)}
        return self.normalize({**value, **{name: photo for name, photo in shown.items() if photo}})


class Hero(Pictured):
    """The page's heading and its first picture."""

    eyebrow = CharBlock(label=_("Line above the heading"), required=False, default="", max_length=80)
    heading = CharBlock(label=_("Heading"), max_length=80)
    text = TextBlock(label=_("Text"), required=False, default="", max_length=240)
    button = CharBlock(label=_("Button"), max_length=40, help_text=_("It leads to the booking."))
    link = CharBlock(
        label=_("Second link"), required=False, default="", max_length=60, help_text=_("It leads to the services.")
    )
    picture = Photo(label=_("Picture"), required=False)

    class Meta:
        icon = "home"
        label = _("Welcome")
        description = _(
            "The heading of the page, a sentence, the way to the booking, a large picture. Only at the top."
        )
        template = "cms/blocks/hero.html"
        leads_to_booking = True
        preview_value = {
            "eyebrow": "Lindau an der Aue",
            "heading": "Nehmen Sie Platz",
            "text": "Haare, Nägel und Gesicht in einem alten Hof unter der Linde.",
            "button": "Termin buchen",
            "link": "Leistungen und Preise",
        }


class Picture(Pictured):
    picture = Photo(label=_("Picture"))
    caption = caption()

    class Meta:
        in_measure = True
        icon = "image"
        label = _("Picture")
        description = _("A large picture with a caption.")
        template = "cms/blocks/picture.html"
        preview_value = {"caption": "Unter der Linde"}


class PictureText(Pictured):
    """A picture on one side, words on the other; on the night ground it is the page's quiet room."""

    heading = heading()
    text = RichTextBlock(label=_("Text"), features=PARAGRAPHS)
    picture = Photo(
        label=_("Picture"), required=False, help_text=_("Without one the linden branch of the house is shown.")
    )
    ground = ChoiceBlock(label=_("Ground"), choices=[("paper", _("light")), ("night", _("dark"))], default="paper")
    picture_right = BooleanBlock(label=_("Picture on the right"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture and text")
        description = _("A picture on one side, words on the other, on light or dark ground.")
        template = "cms/blocks/picture_text.html"
        preview_value = {"heading": "Der Hof hinter der Linde", "text": SAMPLE, "ground": "night"}


class GalleryPicture(StructBlock):
    picture = Photo(label=_("Picture"))
    caption = caption()

    class Meta:
        icon = "image"
        label = _("Picture")


class GalleryValue(StructValue):
    @property
    def shown(self) -> list[StructValue]:
        """What is left where a picture was deleted."""
        return [item for item in self["items"] if item["picture"]["image"]]


class Gallery(StructBlock):
    """Works of the house: the first one is large."""

    heading = heading(required=False)
    items = ListBlock(GalleryPicture(), label=_("Pictures"), min_num=1, max_num=24)

    class Meta:
        icon = "image"
        label = _("Gallery")
        description = _("Pictures with captions; the first one is large.")
        template = "cms/blocks/gallery.html"
        value_class = GalleryValue

    def get_preview_value(self) -> Any:
        photos = [sample(number) for number in range(3)]
        items = [{"picture": photo, "caption": photo["alt_text"]} for photo in photos if photo]
        return self.normalize({"heading": "Aus unseren Händen", "items": items})


class BeforeAfter(Pictured):
    """Two pictures of the same head, side by side."""

    sample_pictures = ("before", "after")

    heading = heading(required=False)
    before = Photo(label=_("Before"))
    after = Photo(label=_("After"))
    caption = caption()

    class Meta:
        icon = "transfer"
        label = _("Before and after")
        description = _("Two pictures side by side. Only with the guest's consent to both.")
        template = "cms/blocks/before_after.html"
        preview_value = {"heading": "Vorher, nachher", "caption": "Balayage, dunkles Braun zu Honig"}
