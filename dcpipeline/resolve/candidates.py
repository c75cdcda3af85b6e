"""Pairs that look alike and stayed apart: what each rests on, and what was decided."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from dcpipeline.resolve.conflicts import Judgement
from dcpipeline.resolve.judgements import Judged
from dcpipeline.resolve.matching import Matching, Pair
from dcpipeline.schema import conform, table

CANDIDATES: Final = table("core.match_candidates")


def match_candidates(matching: Matching, judged: Judged, ids: Mapping[str, str]) -> pl.DataFrame:
    """``core.match_candidates``: of two groups the pair that speaks loudest.

    Args:
        matching: groups and pairs.
        judged: what people decided.
        ids: identifier by group; groups that wait have none.
    """
    best: dict[tuple[str, str], Pair] = {}
    for pair in sorted(matching.pairs, key=lambda pair: (-pair.score, pair.left, pair.right)):
        groups = sorted((matching.groups[pair.left], matching.groups[pair.right]))
        if groups[0] != groups[1]:
            best.setdefault((groups[0], groups[1]), pair)
    lines = judged.between(matching.groups)
    rows = [_row(pair, lines.get(groups), matching, ids) for groups, pair in best.items()]
    schema = {column.name: column.kind.polars for column in CANDIDATES}
    return conform(pl.DataFrame(rows, schema=schema, orient="row"), CANDIDATES)


def _row(
    pair: Pair, line: Judgement | None, matching: Matching, ids: Mapping[str, str]
) -> dict[str, object]:
    f = pair.features
    return {
        "left_subject_key": pair.left,
        "right_subject_key": pair.right,
        "left_project_id": ids.get(matching.groups[pair.left]),
        "right_project_id": ids.get(matching.groups[pair.right]),
        "level": pair.level.name,
        "score": pair.score,
        "reason": pair.reason,
        "name_relation": f.name,
        "name_similarity": f.name_similarity,
        "operator_relation": "rivals" if f.rivals else f.owner,
        "place_relation": f.district if f.place == "same" else "province",
        "kind_relation": f.kind,
        "compute_ratio": f.compute_ratio,
        "days_apart": f.days_apart,
        "phase_relation": f.phase,
        "judgement": "open" if line is None else line.judgement,
        "judgement_reason": None if line is None else line.reason,
        "decided_on": None if line is None else line.decided_on,
    }
