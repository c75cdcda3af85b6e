"""What became of every subject, and why: ``core.subjects``."""

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from dcpipeline.resolve.admission import Admission
from dcpipeline.resolve.judgements import Judged
from dcpipeline.resolve.ledger import Identities
from dcpipeline.resolve.matching import Matching, Pair
from dcpipeline.resolve.subjects import Subject
from dcpipeline.schema import conform, table
from dcpipeline.schema.vocabularies import SOURCE_TIER

SUBJECTS: Final = table("core.subjects")


def subjects_table(
    claims: pl.DataFrame,
    subjects: Sequence[Subject],
    matching: Matching,
    judged: Judged,
    admission: Admission,
    identities: Identities,
) -> pl.DataFrame:
    """``core.subjects``.

    Args:
        claims: ``core.claims`` known on the day of the run, with ``tier_rank``.
        subjects: every subject of the claims.
        matching: groups and pairs of those that can be projects.
        judged: what people decided.
        admission: which groups are projects.
        identities: which identifier each has.
    """
    joined = _strongest(matching)
    founders = set(identities.founders.values())
    rows = []
    for subject in subjects:
        group = matching.groups.get(subject.key)
        own = identities.by_group.get(group) if group is not None else None
        if group is None:
            decision = ("not_a_project", subject.kind, f"it is a {subject.kind}")
        elif group not in admission.projects:
            decision = ("waiting", *admission.waiting[group])
        elif subject.key in founders:
            decision = ("founded", "founds", _founding(subject))
        else:
            decision = ("joined", *_joining(subject.key, joined, judged))
        rows.append((subject.key, *decision, own))
    schema = dict.fromkeys(("subject_key", "decision", "rule", "reason", "project_id"), pl.String)
    decisions = pl.DataFrame(rows, schema=schema, orient="row")
    told = _told(claims)
    full = decisions.join(told, on="subject_key", how="inner", validate="1:1")
    return conform(full.select(SUBJECTS.column_names), SUBJECTS)


def _told(claims: pl.DataFrame) -> pl.DataFrame:
    tiers = list(SOURCE_TIER)
    first = ("subject_name", "subject_kind", "source_id", "source_url", "place_adcode")
    return (
        claims.sort("published_on", "claim_id")
        .group_by("subject_key", maintain_order=True)
        .agg(
            pl.col(first).first(),
            source_tier=pl.col("tier_rank").min().replace_strict(list(range(len(tiers))), tiers),
            n_claims=pl.len().cast(pl.Int64),
            first_seen_on=pl.col("published_on").min(),
        )
    )


def _strongest(matching: Matching) -> Mapping[str, Pair]:
    """For each subject the strongest pair by which it is in its group."""
    found: dict[str, Pair] = {}
    for pair in sorted(matching.pairs, key=lambda pair: (-pair.score, pair.left, pair.right)):
        if pair.joins and matching.groups[pair.left] == matching.groups[pair.right]:
            found.setdefault(pair.left, pair)
            found.setdefault(pair.right, pair)
    return found


def _founding(subject: Subject) -> str:
    if subject.is_registered:
        return "a row of the register"
    return "name, place and status of press tier or better"


def _joining(key: str, joined: Mapping[str, Pair], judged: Judged) -> tuple[str, str]:
    if key in judged.same_as:
        return "judged_same", "judged the same as {}: {}".format(*judged.same_as[key])
    pair = joined.get(key)
    if pair is not None:
        other = pair.right if pair.left == key else pair.left
        return pair.level.name, f"{pair.reason} ({other})"
    register_key = judged.register_key.get(key, "")
    if register_key in judged.same_as:
        return "judged_same", "its key is judged the same as {}: {}".format(
            *judged.same_as[register_key]
        )
    return "judged_same", "kept under one key in the register"
