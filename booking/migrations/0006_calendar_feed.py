"""The digest of the secret in a master's calendar link."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("booking", "0005_groups_decide")]

    operations = [
        migrations.AddField(
            model_name="master",
            name="calendar_digest",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="master",
            constraint=models.UniqueConstraint(
                condition=models.Q(("calendar_digest", ""), _negated=True),
                fields=("calendar_digest",),
                name="booking_one_master_a_calendar",
            ),
        ),
    ]
