from django.db import migrations

from booking.wall import BuildWall


class Migration(migrations.Migration):
    """The database itself refuses overlapping time of one master."""

    dependencies = [("booking", "0001_initial")]
    operations = [BuildWall()]
