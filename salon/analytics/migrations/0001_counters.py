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
                ("day", models.DateField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("view", "View"),
                            ("referrer", "Referrer"),
                            ("campaign", "Campaign"),
                            ("widget", "Widget"),
                            ("step", "Step"),
                            ("search", "Search"),
                            ("booking", "Booking"),
                        ],
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("detail", models.CharField(blank=True, max_length=60)),
                ("language", models.CharField(max_length=2)),
                (
                    "device",
                    models.CharField(
                        blank=True,
                        choices=[("phone", "phone"), ("tablet", "tablet"), ("computer", "computer")],
                        max_length=8,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
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
