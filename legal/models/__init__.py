from legal.models.consents import Choice, Consent
from legal.models.pages import LegalKind, LegalPage
from legal.models.settings import LegalSettings
from legal.models.withdrawals import Withdrawal

__all__ = ["Choice", "Consent", "LegalKind", "LegalPage", "LegalSettings", "Withdrawal"]
