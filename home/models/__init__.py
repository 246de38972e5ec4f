from home.models.content import ContentPage
from home.models.home import HomePage
from home.models.services import CategoryPage, PricesPage, ServicePage, ServicesPage

__all__ = ["CategoryPage", "ContentPage", "HomePage", "PricesPage", "ServicePage", "ServicesPage"]
