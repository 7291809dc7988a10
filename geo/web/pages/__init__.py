"""The pages as one table: file, title, icon, filters, parameters; menu, sidebar and addresses follow it."""

from geo.web.pages.specs import PAGES, PageSpec, page_of

__all__ = ["PAGES", "PageSpec", "page_of"]
