"""Who may answer requests, and who may look at the waiting list."""

from django.db import migrations

from salon.cms.roles import Role, give

ACTIONS = {
    Role.OWNER: {"booking.appointment": ["decide"], "booking.waitingentry": ["view", "change"]},
    Role.RECEPTION: {"booking.appointment": ["decide"], "booking.waitingentry": ["view", "change"]},
    Role.MASTER: {"booking.appointment": ["decide"]},
}


def give_permissions(apps, schema_editor):
    for role, actions in ACTIONS.items():
        give(apps, role, actions)


class Migration(migrations.Migration):
    dependencies = [("booking", "0004_desk_in_depth")]

    operations = [migrations.RunPython(give_permissions, migrations.RunPython.noop, elidable=False)]
