"""From the figures to the document: template, style, scripts, and the policy that binds them."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import Markup

from dcpipeline.report import figures, sentences
from dcpipeline.report.wording import LANGUAGES, words

FOLDER: Final = Path(__file__).parent
SCRIPTS: Final = ("text.js", "tables.js", "charts.js", "projects.js", "main.js")
# One hue from light to dark, so that no two colours differ in hue alone.
BANDS: Final = {"low": "#dbe9f6", "watch": "#9dc3e3", "high": "#4a8cc4", "severe": "#0b3f73"}
# Width of the white lines by width of the interval, in pixels; a narrow one has none.
HATCHES: Final = {"middle": 1.2, "wide": 2.8}
# Points of the index up to which an interval is narrow, and up to which it is not wide.
WIDTHS: Final = (25, 35)
_ESCAPED: Final = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
_FIRST: Final = next(iter(LANGUAGES))


def document(data: dict[str, Any], evidence: dict[str, Any], vega: str) -> str:
    """The page as HTML.

    Args:
        data: what ``overview`` returns.
        evidence: what ``evidence`` returns.
        vega: the charts' library; it sets ``window.vegaEmbed``.
    """
    script = "\n".join(["(() => {", '"use strict";', *map(_page_file, SCRIPTS), "})();"])
    style = _page_file("page.css")
    vega = vega.replace("</script", "<\\/script")
    return _template().render(
        policy=policy([vega, script], style),
        style=Markup(style),
        script=Markup(script),
        vega=Markup(vega),
        payload=Markup(embedded(_payload(data, evidence))),
        bands=BANDS,
        hatches=HATCHES,
        widths=WIDTHS,
        band_order={name: place for place, name in enumerate(BANDS)},
        groups=sentences.GROUPS,
        **_tables(data),
    )


def policy(scripts: list[str], style: str) -> str:
    """A policy under which nothing runs, is fetched or is sent but these scripts and this style."""
    allowed = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def embedded(value: Any) -> str:
    """JSON that can stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPED)


def _payload(data: dict[str, Any], evidence: dict[str, Any]) -> dict[str, Any]:
    charts = {name: data[name] for name in ("places", "siting", "timeline")}
    shapes = json.loads((FOLDER / "provinces.geojson").read_text(encoding="utf-8"))
    return {
        "words": {tag: words(tag) for tag in LANGUAGES},
        "bands": BANDS,
        "widths": WIDTHS,
        "groups": sentences.GROUPS,
        "counts": [row for row in data["counts"] if row["headline"]],
        "shapes": shapes,
        **charts,
        **evidence,
    }


def _tables(data: dict[str, Any]) -> dict[str, Any]:
    counts = [{**row, "shown": figures.count_cells(row)} for row in data["counts"]]
    return {
        "snapshot": data["snapshot"],
        "citation": data["citation"],
        "headline": data["headline"],
        "sentences": sentences.headline(data),
        "counts": counts,
        "headline_counts": [row for row in counts if row["headline"]],
        "uncompared": data["uncompared"],
        "places": [{**row, "shown": figures.place_cells(row)} for row in data["places"]],
        "siting": data["siting"],
        "years": _years(data["timeline"]),
        "tiers": data["tiers"],
        "claims": sum(row["claims"] for row in data["tiers"]),
        "live_sources": [row for row in data["sources"] if row["kind"] != "file"],
        "file_sources": [row for row in data["sources"] if row["kind"] == "file"],
        "validation": data["validation"],
        "nation": sentences.nation(data["nation"]),
        "index_words": sentences.index(data["validation"]),
    }


def _years(timeline: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """Counts by group at each end of a year, and on the last day."""
    days: dict[str, dict[str, int]] = {}
    for row in timeline:
        days.setdefault(row["day"], {})[row["group"]] = row["projects"]
    last = max(days, default="")
    return {day: counted for day, counted in days.items() if day.endswith("12-31") or day == last}


def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER / "page"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        t=_spoken,
        word=words(_FIRST).__getitem__,
        has=words(_FIRST).__contains__,
        both=sentences.both,
        number=figures.number,
        sorted_by=_sorted_by,
    )
    return environment.get_template("page.html.j2")


def _spoken(key: str, filled: sentences.Figures | None = None) -> Markup:
    """Words in every language; the style shows the chosen one."""
    element = Markup('<span lang="{}">{}</span>')
    parts = []
    for tag in LANGUAGES:
        text = words(tag)[key]
        parts.append(element.format(tag, text.format(**filled[tag]) if filled else text))
    return Markup("").join(parts)


def _sorted_by(value: float | None) -> Markup:
    """The attribute by which a table sorts a cell."""
    return Markup("") if value is None else Markup(' data-value="{}"').format(value)


def _page_file(name: str) -> str:
    return (FOLDER / "page" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
