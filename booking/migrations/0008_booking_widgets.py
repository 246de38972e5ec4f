"""Booking widgets, who may write them, and the widget at a visit."""

import uuid

import django.db.models.deletion
import modelcluster.fields
import wagtail.models.preview
from django.db import migrations, models

from salon.cms.roles import Role, give

# As with pages: marketing prepares drafts that an editor or the owner publishes.
DRAFT = ["add", "change", "view"]
ACTIONS = {
    Role.OWNER: [*DRAFT, "delete", "publish"],
    Role.EDITOR: [*DRAFT, "delete", "publish"],
    Role.MARKETING: DRAFT,
}


def give_permissions(apps, schema_editor):
    for role, actions in ACTIONS.items():
        give(apps, role, {"booking.bookingwidget": actions})


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0007_messages"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="widget",
            field=models.SlugField(blank=True, db_index=False, editable=False, verbose_name="widget"),
        ),
        migrations.CreateModel(
            name="BookingWidget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at"),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Stands in links and reports, the same in every language; don’t change it later.",
                        verbose_name="short name",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                ("text", models.CharField(blank=True, max_length=240, verbose_name="text")),
                (
                    "button",
                    models.CharField(
                        help_text="Leads into the booking where the widget itself cannot be shown.",
                        max_length=40,
                        verbose_name="button",
                    ),
                ),
                (
                    "campaign",
                    models.SlugField(
                        blank=True,
                        help_text="Under this name reports count the bookings, unless the link names a campaign of its own.",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only its services are shown. Empty: all.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="booking.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
                (
                    "master",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the client is asked.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="booking.master",
                        verbose_name="master",
                    ),
                ),
            ],
            options={
                "verbose_name": "booking widget",
                "verbose_name_plural": "booking widgets",
                "abstract": False,
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name="WidgetService",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="booking.service",
                        verbose_name="service",
                    ),
                ),
                (
                    "widget",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="services", to="booking.bookingwidget"
                    ),
                ),
            ],
            options={
                "verbose_name": "service of a widget",
                "verbose_name_plural": "services of widgets",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="bookingwidget",
            constraint=models.UniqueConstraint(fields=("slug", "locale"), name="booking_one_widget_a_language"),
        ),
        migrations.AlterUniqueTogether(
            name="bookingwidget",
            unique_together={("translation_key", "locale")},
        ),
        migrations.RunPython(give_permissions, migrations.RunPython.noop, elidable=False),
    ]
