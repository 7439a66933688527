"""The week's page: one HTML file that needs neither script nor network."""

from unseat.report.page.whole import week_html

__all__ = ["week_html"]
