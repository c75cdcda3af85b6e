"""The headline in three sentences, and the two figures of the method, with words to fill in."""

from typing import Any, Final

from dcpipeline.report.figures import number, percent
from dcpipeline.report.wording import words

# Figures by language: a name is written in the language of its sentence.
Figures = dict[str, dict[str, Any]]
GROUPS: Final = ("in_service", "under_construction", "planned", "stopped", "unknown")
_COMPARED: Final = {"idc": "PC0126", "kz": "PC0001", "built": "PC0002"}


def both(**figures: Any) -> Figures:
    """The same figures in every language."""
    return {"en": figures, "zh-Hans": figures}


def headline(data: dict[str, Any]) -> list[tuple[str, Figures]]:
    """Key and figures of each sentence of the answer.

    Args:
        data: what ``overview`` returns.
    """
    return [_found(data), _beside(data["counts"]), _risk(data)]


def plainly(data: dict[str, Any], language: str = "en") -> list[str]:
    """The sentences of the answer as plain text."""
    return [words(language)[key].format(**figures[language]) for key, figures in headline(data)]


def index(validation: list[dict[str, Any]]) -> tuple[str, Figures]:
    """How far the index tells labelled cases apart, as ``meta.validation`` has it."""
    auc = _auc(validation)
    if not {"risk", "dummy_geography_level"} <= set(auc):
        return "method.index_none", both()
    risk, dummy = auc["risk"], auc["dummy_geography_level"]
    figures = both(
        n=risk["n"], k=risk["k"], auc=number(risk["value"], 2), dummy=number(dummy["value"], 2)
    )
    return "method.index_above" if _separates(validation) else "method.index", figures


def nation(rows: list[dict[str, Any]]) -> Figures:
    """National occupancy and compute use with their intervals."""
    found = {row["metric"]: row for row in rows}
    figures = {}
    for short, metric in (("occ", "occupancy"), ("use", "compute_use")):
        row = found.get(metric, {})
        figures[short] = percent(row.get("p50"))
        figures[f"{short}_low"] = percent(row.get("p10"))
        figures[f"{short}_high"] = percent(row.get("p90"))
    return both(**figures)


def _auc(validation: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    rows = [row for row in validation if row["metric"] == "auc" and row["value"] is not None]
    return {row["subject"]: row for row in rows}


def _separates(validation: list[dict[str, Any]]) -> bool:
    """Whether the index tells labelled cases apart better than chance and every dummy."""
    auc = {subject: row["value"] for subject, row in _auc(validation).items()}
    others = [value for subject, value in auc.items() if subject != "risk"]
    return "risk" in auc and auc["risk"] > max([0.5, *others])


def _found(data: dict[str, Any]) -> tuple[str, Figures]:
    counted = data["headline"]
    groups = {name: 0 for name in GROUPS} | data["groups"]
    kept = {name: counted[name] for name in ("projects", "provinces", "cities", "programmes")}
    return "answer.found", both(**kept, **groups)


def _beside(counts: list[dict[str, Any]]) -> tuple[str, Figures]:
    rows = {row["count_id"]: row for row in counts}
    figures: dict[str, str] = {}
    for name, count_id in _COMPARED.items():
        row = rows.get(count_id)
        if row is None:
            return "answer.beside_none", both()
        figures[name] = number(row["published_value"], 0)
        for suffix, column in (("ours", "ours"), ("low", "ours_low"), ("high", "ours_high")):
            figures[f"{name}_{suffix}"] = number(row[column], 0)
    return "answer.beside", both(**figures)


def _risk(data: dict[str, Any]) -> tuple[str, Figures]:
    counted = data["headline"]
    provinces = [row for row in data["places"] if row["level"] == "province"]
    sure = [row for row in provinces if not row["insufficient_evidence"]]
    figures = {"prior_only": counted["places_prior_only"], "places": counted["places"]}
    if not sure:
        return "answer.risk_none", both(**figures)
    first = sure[0]
    figures |= {
        "passing": len(sure),
        "rated": counted["rated_provinces"],
        "risk": number(first["risk_p50"], 0),
        "low": number(first["risk_p10"], 0),
        "high": number(first["risk_p90"], 0),
        "rank_low": number(first["rank_p05"], 0),
        "rank_high": number(first["rank_p95"], 0),
    }
    doubt = "answer.above_chance" if _separates(data["validation"]) else "answer.unproven"
    names = {"en": first["name_en"], "zh-Hans": first["name_zh"] or first["name_en"]}
    return "answer.risk", {
        tag: {**figures, "top": name, "doubt": words(tag)[doubt]} for tag, name in names.items()
    }
