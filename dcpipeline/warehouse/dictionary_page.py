"""The data dictionary as a page: one file, no request, readable on a phone."""

from functools import lru_cache
from itertools import pairwise
from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; margin: 0 auto; max-width: 60rem;
  padding: 0 1rem 4rem; overflow-wrap: anywhere; }
h2 { border-bottom: 1px solid #8888; margin-top: 3rem; }
h3 { margin-top: 2.5rem; }
code { font-size: .9em; background: #8882; padding: 0 .2em; border-radius: .2em; }
pre { overflow-x: auto; background: #8882; padding: .7rem; }
pre code { background: none; padding: 0; }
table { display: block; overflow-x: auto; border-collapse: collapse; font-size: .9rem;
  overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0;
  border-bottom: 1px solid #8884; }
td:last-child { min-width: 14rem; }
nav ul { columns: 16rem; padding-left: 1rem; }
nav li { padding: .15rem 0; break-inside: avoid; }
@media (max-width: 40rem) {
  thead { position: absolute; left: -100vw; }
  table, tbody, tr, td { display: block; }
  tr { border-bottom: 1px solid #8884; padding: .5rem 0; }
  td { border: 0; padding: 0; }
  td:not(:first-child):not(:last-child) { display: inline; opacity: .8; padding-right: .6rem; }
}
"""
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


@lru_cache(maxsize=1)
def page(markdown: str) -> str:
    """The dictionary as HTML.

    Args:
        markdown: the dictionary. What looks like HTML in it is shown as text.

    Returns:
        A whole page with a table of contents that leads to every layer and table.
    """
    # takes a tenth of a second to import, and only a publication needs it
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(markdown)
    headings: list[tuple[str, str, str]] = []
    for opening, inside in pairwise(tokens):
        if opening.type == "heading_open":
            words = inside.content.replace("`", "")
            anchor = words.partition(":")[0].replace(" ", "-").lower()
            opening.attrSet("id", anchor)
            headings.append((opening.tag, anchor, inside.content))
    contents = reader.render("\n".join(_entries(headings)))
    start = next((n for n, token in enumerate(tokens) if token.tag == "h2"), len(tokens))
    title, body = (
        reader.renderer.render(part, reader.options, {})
        for part in (tokens[:start], tokens[start:])
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>Data dictionary</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f'{title}<nav aria-label="Contents">\n{contents}</nav>\n'
        f"<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _entries(headings: list[tuple[str, str, str]]) -> list[str]:
    """The table of contents as Markdown: layers as paragraphs, their tables as lists."""
    lines = []
    for tag, anchor, words in headings:
        if tag == "h2":
            lines += ["", f"**[{words}](#{anchor})**", ""]
        elif tag == "h3":
            lines.append(f"- [{words}](#{anchor})")
    return lines
