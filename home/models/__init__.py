from home.models.content import ContentPage
from home.models.home import HomePage
from home.models.services import CategoryPage, ServicePage, ServicesPage

__all__ = ["CategoryPage", "ContentPage", "HomePage", "ServicePage", "ServicesPage"]
