from home.models.contact import ContactField, ContactPage, ContactSubmission
from home.models.content import ContentPage
from home.models.home import HomePage
from home.models.services import CategoryPage, PricesPage, ServicePage, ServicesPage

__all__ = [
    "CategoryPage",
    "ContactField",
    "ContactPage",
    "ContactSubmission",
    "ContentPage",
    "HomePage",
    "PricesPage",
    "ServicePage",
    "ServicesPage",
]
