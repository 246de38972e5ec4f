"""Static files where a person waits for them."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class QuickStaticFiles(CompressedManifestStaticFilesStorage):
    """Gzip only: brotli at its best quality takes 13 of the first start's seconds (2 cores), gzip 1."""

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return super().create_compressor(use_brotli=False, **kwargs)
