"""Who reads what happened to appointments: everybody who works with them, a master about her own. And reminders are
typed as people write them.
"""

from django.db import migrations, models

import booking.models.settings
from salon.cms.roles import Role, give

ACTIONS = {"booking.appointmentevent": ["view"]}


def give_permissions(apps, schema_editor):
    for role in (Role.OWNER, Role.RECEPTION, Role.MASTER):
        give(apps, role, ACTIONS)


class Migration(migrations.Migration):
    dependencies = [("booking", "0017_who_sees_figures")]

    operations = [
        migrations.AlterField(
            model_name="bookingsettings",
            name="reminders_hours",
            field=models.JSONField(
                blank=True,
                default=booking.models.settings.reminder_hours,
                help_text="Whole hours with commas between them: 24, 2. Empty: no reminder.",
                verbose_name="reminders, hours before",
            ),
        ),
        migrations.RunPython(give_permissions, migrations.RunPython.noop, elidable=False),
    ]
