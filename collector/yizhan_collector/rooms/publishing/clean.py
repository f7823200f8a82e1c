"""HTML brought down to what a text of the bureau needs; everything else is gone."""

import nh3

TAGS = {
    *("h2", "h3", "h4", "p", "br", "hr", "blockquote", "ul", "ol", "li", "strong", "em", "a"),
    *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
SCHEMES = {"http", "https", "tel", "mailto"}
GONE = {"script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math"}

_cleaner = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=GONE,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    url_relative="pass_through",
    link_rel="noopener noreferrer",
)
_unlinked = nh3.Cleaner(tags=TAGS - {"a"}, clean_content_tags=GONE, attributes={})


def clean(html: str) -> str:
    """Headings, paragraphs, lists, tables, quotes, emphasis and links; nothing that runs.

    Cleaning what is clean changes nothing. A relative link stays, for it leads into the portal.
    """
    return _cleaner.clean(html)


def unlinked(html: str) -> str:
    """The same without links and attributes, for a channel that takes none."""
    return _unlinked.clean(html)
