"""Who may read the salon's figures, and a master her own. Nobody is shown a single client by them."""

from django.db import migrations

from salon.cms.roles import Role, give

ALL, OWN = {"booking.visit": ["see_figures"]}, {"booking.visit": ["see_own_figures"]}


def give_permissions(apps, schema_editor):
    for role in (Role.OWNER, Role.MARKETING):
        give(apps, role, ALL)
    give(apps, Role.MASTER, OWN)


class Migration(migrations.Migration):
    dependencies = [("booking", "0016_merged_clients")]

    operations = [
        migrations.AlterModelOptions(
            name="visit",
            options={
                "ordering": ["-created_at"],
                "permissions": [
                    ("see_figures_visit", "Can see the salon's figures"),
                    ("see_own_figures_visit", "Can see her own figures as a master"),
                ],
                "verbose_name": "visit",
                "verbose_name_plural": "visits",
            },
        ),
        migrations.RunPython(give_permissions, migrations.RunPython.noop, elidable=False),
    ]
