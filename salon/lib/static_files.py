"""Static files as they are served: compressed, named after a hash of their content, the site's styles in one file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lightningcss
from django.core.files.storage import Storage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "salon/css/site.css"
# Our modules that import each other; others' bundles only look as if they did.
MODULES = "salon/js/admin/*.js"


class StaticFiles(CompressedManifestStaticFilesStorage):
    """A browser asks for one style sheet instead of twenty: its parts are for those who write them. A module names what
    it imports by its hash too, so that an old one never meets a new one.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (MODULES, CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool | Exception]]:
        if SHEET in paths and not dry_run:
            source, name = paths[SHEET]
            Path(self.path(SHEET)).write_text(lightningcss.bundle_css(source.path(name)), encoding="utf-8")
            paths = paths | {SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)


class QuickStaticFiles(StaticFiles):
    """Where a person waits for them: brotli at its best takes 13 of the first start's seconds (2 cores), gzip 1."""

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return super().create_compressor(use_brotli=False, **kwargs)
