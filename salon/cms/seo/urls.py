"""Addresses that robots ask for: most of them at the root of the site, one in each language."""

from django.urls import path

from salon.cms.seo import views

root = (
    [
        path("robots.txt", views.robots, name="robots"),
        path("sitemap.xml", views.index, name="index"),
        path("sitemap-<slug:code>.xml", views.pages, name="sitemap"),
        path("llms.txt", views.all_words, name="all_words"),
        path("share/<int:page_id>-<slug:digest>.jpg", views.share, name="share"),
    ],
    "seo",
)
in_languages = ([path("llms.txt", views.words, name="plain_words")], "seo_words")
