"""The door for web servers."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salon.settings.dev")
application = get_wsgi_application()
# Django looks at the addresses only when somebody asks, and the first visitor of each process would wait 0.7 s for it.
import_module(settings.ROOT_URLCONF)
