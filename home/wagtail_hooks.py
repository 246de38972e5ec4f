"""What the website gives to the floors below."""

from home.selectors import service_addresses
from salon.cms.registries import service_pages

service_pages.register(service_addresses)
