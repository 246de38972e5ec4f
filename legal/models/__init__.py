from legal.models.pages import LegalKind, LegalPage
from legal.models.settings import LegalSettings
from legal.models.withdrawals import Withdrawal

__all__ = ["LegalKind", "LegalPage", "LegalSettings", "Withdrawal"]
