"""Counts by day, and who sees what they come to."""

from django.db import migrations, models

from salon.cms.roles import Role, give


def give_permissions(apps, schema_editor):
    for role in (Role.OWNER, Role.MARKETING):
        give(apps, role, {"analytics.counter": ["view"]})


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("view", "page view"),
                            ("referrer", "came from a site"),
                            ("campaign", "came by a campaign"),
                            ("widget", "widget shown"),
                            ("step", "step of the booking"),
                            ("search", "search without a free time"),
                            ("booking", "booking"),
                        ],
                        max_length=8,
                        verbose_name="what",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("detail", models.CharField(blank=True, max_length=60, verbose_name="detail")),
                ("language", models.CharField(max_length=2, verbose_name="language")),
                (
                    "device",
                    models.CharField(
                        blank=True,
                        choices=[("phone", "phone"), ("tablet", "tablet"), ("computer", "computer")],
                        max_length=8,
                        verbose_name="device",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
            ],
            options={
                "verbose_name": "count",
                "verbose_name_plural": "counts",
                "ordering": ["-day", "what", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("what", "day", "name", "detail", "language", "device"), name="analytics_one_row_a_count"
                    )
                ],
            },
        ),
        migrations.RunPython(give_permissions, migrations.RunPython.noop, elidable=False),
    ]
