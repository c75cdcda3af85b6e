"""Which project a subject of a page is: it joins a known one, founds one, or waits.

In: claims of the register, whose subjects are known projects, and claims of pages and data sets.
Out: ``core.subjects``, and for each subject the key of the project that its claims belong to.
Rules, in their order:

``judged_same``
    A person decided so (``data/judgements``): it goes where the other subject goes. Projects that a
    person keeps apart from it are passed over by all rules that follow.
``project_code``
    The page prints the investment code of a known project.
``name_and_place``
    The name is one of a known project's names, letter for letter after folding, and city or (where
    one of the two names only that) province are the same. Several such projects: it waits.
``resembles``
    In the same city stands a project whose name differs only in words for place, legal form and
    kind of centre, or has what is left of this name within it: it waits for a person, so that
    nothing is counted twice. What has founded a project before does not begin to wait.
``founds``
    A project with name, province and a status from press tier or better. Rows of data sets found
    nothing.
``incomplete``
    Anything else waits, and the reason says what is missing.

Subjects are taken in the order in which they became known, those with an identifier in the ledger
first, so that a page which turns up later moves no identifier.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from dcpipeline.normalize import STATUS_OF_EVENT
from dcpipeline.normalize.text import key
from dcpipeline.resolve.judgements import kept_apart, survivors
from dcpipeline.schema import conform, table
from dcpipeline.schema.vocabularies import PROJECT_PROPERTY, SOURCE_TIER, TIER_RANK

SUBJECTS: Final = table("core.subjects")
PROJECT_KINDS: Final = ("project", "site", "campus")
FOUNDING_TIER: Final = TIER_RANK["press"]
FOUNDING_EVENTS: Final = tuple(name for name, status in STATUS_OF_EVENT.items() if status)
NAMES: Final = ("name_zh", "name_en")
SHORTEST_OWN_WORD: Final = 2
_NOT_LETTERS: Final = re.compile(r"[\W_]+")
# Words of a name that many projects share: kinds of centre, forms of company, counters.
_SHARED_WORDS: Final = re.compile(
    r"人工智能|智能计算|智算|算力|计算|超算|大数据|云计算|数据|中心|基地|产业园|园区|集群|枢纽|工程|项目|一体化|有限公司|公司|集团|"
    r"[一二三四五六七八九十\d]+期|省|市|区|县|"
    r"(?<![a-z])(?:intelligent|intelligence|artificial|computing|compute|data|cent(?:er|re)s?|ai|"
    r"cloud|campus|project|park|base|cluster|phase|city|province|district|de|du|la|le|calcul|"
    r"donnees)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is known of a subject before it is decided on."""

    subject_key: str
    kind: str
    names: frozenset[str]
    codes: frozenset[str]
    province: str | None
    city: str | None
    status_tier: int | None


@dataclass(frozen=True, slots=True)
class _Decision:
    decision: str
    rule: str
    reason: str
    owner: str | None = None


@dataclass(slots=True)
class _Known:
    """Projects by what they can be recognised by, and what people and earlier runs decided.

    Attributes:
        survivors: see ``judgements.survivors``.
        apart: see ``judgements.kept_apart``.
        held: keys that have an identifier.
        owners: key of the project of each subject so far; null where it has none.
    """

    survivors: Mapping[str, str]
    apart: Mapping[str, frozenset[str]]
    held: frozenset[str]
    owners: dict[str, str | None] = field(default_factory=dict)
    by_name: dict[str, dict[str, tuple[str | None, str | None]]] = field(default_factory=dict)
    by_code: dict[str, str] = field(default_factory=dict)
    by_city: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def goes_to(self, key: str) -> str | None:
        """Key of the project that another subject belongs to, as far as decided."""
        return self.owners.get(key, self.survivors.get(key, key))

    def barred(self, subject: _Subject) -> frozenset[str | None]:
        """Projects that a person keeps apart from a subject."""
        return frozenset(map(self.goes_to, self.apart.get(subject.subject_key, ())))

    def add(self, owner: str, subject: _Subject, places: frozenset[str]) -> None:
        """Take the names, codes and place of a subject for those of a project."""
        for name in subject.names:
            self.by_name.setdefault(name, {})[owner] = (subject.province, subject.city)
            if subject.city:
                there = self.by_city.setdefault(subject.city, {})
                there.setdefault(own_words(name, places), set()).add(owner)
        for code in subject.codes:
            self.by_code.setdefault(code, owner)


def name_key(name: str) -> str:
    """The form in which names are compared: folded, letters and digits only."""
    return _NOT_LETTERS.sub("", key(name))


def own_words(name: str, places: frozenset[str]) -> str:
    """What is left of a name without places and words that many projects share; may be empty."""
    folded = key(name)
    for place in sorted(places, key=lambda word: (-len(word), word)):
        folded = folded.replace(place, " ")
    return _NOT_LETTERS.sub("", _SHARED_WORDS.sub(" ", folded))


def admit(
    claims: pl.DataFrame,
    divisions: pl.DataFrame,
    judgements: pl.DataFrame,
    held: frozenset[str],
) -> tuple[dict[str, str | None], pl.DataFrame]:
    """Decide on every subject.

    Args:
        claims: ``core.claims`` known on the day of the run, with ``tier_rank``.
        divisions: ``ref.divisions``.
        judgements: see ``judgements.survivors``.
        held: keys that have an identifier.

    Returns:
        For each subject key that is not one of the register the key of its project, null where it
        has none; and the decisions: ``subject_key, decision, rule, reason, owner``.
    """
    is_registered = pl.col("announcement_id").is_not_null()
    provinces = _provinces(divisions)
    places = _place_words(divisions)
    onto = survivors(judgements)
    known = _Known(onto, kept_apart(judgements), held)
    registered = {s.subject_key: s for s in _subjects(claims.filter(is_registered), provinces)}
    for subject in registered.values():
        owner = onto.get(subject.subject_key, subject.subject_key)
        known.owners[subject.subject_key] = owner
        known.add(owner, subject, places)
    told = [
        s for s in _subjects(claims.filter(~is_registered), provinces)
        if s.subject_key not in registered
    ]  # fmt: skip
    told_keys = {subject.subject_key for subject in told}
    decisions: list[tuple[str, str, str, str, str | None]] = []
    # who is judged the same as another page goes where that one goes, so that one comes first
    for subject in sorted(
        told, key=lambda s: (onto.get(s.subject_key) in told_keys, s.subject_key not in held)
    ):
        decided = _decide(subject, known, places)
        known.owners[subject.subject_key] = decided.owner
        if decided.owner is not None:
            known.add(decided.owner, subject, places)
        decisions.append(
            (subject.subject_key, decided.decision, decided.rule, decided.reason, decided.owner)
        )
    owners = {subject.subject_key: known.owners[subject.subject_key] for subject in told}
    schema = dict.fromkeys(("subject_key", "decision", "rule", "reason", "owner"), pl.String)
    return owners, pl.DataFrame(decisions, schema=schema, orient="row")


def project_claims(claims: pl.DataFrame, owners: Mapping[str, str | None]) -> pl.DataFrame:
    """The claims that fill projects, with ``kept_key``: the key that their project is kept under.

    Args:
        claims: ``core.claims`` with ``kept_key`` as the judgements on register keys leave it.
        owners: see ``admit``.
    """
    frame = pl.DataFrame(
        list(owners.items()),
        schema={"subject_key": pl.String, "owner": pl.String},
        orient="row",
    )
    joined = claims.join(frame, on="subject_key", how="left", validate="m:1")
    is_told = pl.col("subject_key").is_in(list(owners))
    kept = pl.when(is_told).then("owner").otherwise("kept_key")
    return (
        joined.with_columns(kept_key=kept)
        .drop("owner")
        .filter(pl.col("kept_key").is_not_null() & pl.col("property").is_in(list(PROJECT_PROPERTY)))
    )


def subjects_table(
    claims: pl.DataFrame, decisions: pl.DataFrame, ids: Mapping[str, str]
) -> pl.DataFrame:
    """``core.subjects``.

    Args:
        claims: ``core.claims`` known on the day of the run, with ``tier_rank``.
        decisions: see ``admit``.
        ids: project identifier by key.
    """
    tiers = list(SOURCE_TIER)
    told = (
        claims.sort("published_on", "claim_id")
        .group_by("subject_key", maintain_order=True)
        .agg(
            pl.col(
                "subject_name", "subject_kind", "source_id", "source_url", "place_adcode"
            ).first(),
            source_tier=pl.col("tier_rank").min().replace_strict(list(range(len(tiers))), tiers),
            n_claims=pl.len().cast(pl.Int64),
            first_seen_on=pl.col("published_on").min(),
        )
    )
    joined = decisions.join(told, on="subject_key", how="inner", validate="1:1").with_columns(
        project_id=pl.col("owner").replace_strict(ids, default=None, return_dtype=pl.String)
    )
    return conform(joined.select(SUBJECTS.column_names), SUBJECTS)


def _decide(subject: _Subject, known: _Known, places: frozenset[str]) -> _Decision:
    if subject.kind not in PROJECT_KINDS:
        return _Decision("not_a_project", subject.kind, f"it is a {subject.kind}")
    return (
        _judged(subject, known)
        or _recognised(subject, known)
        or _founding(subject, known, places)
    )  # fmt: skip


def _judged(subject: _Subject, known: _Known) -> _Decision | None:
    """What a person decided; None where nobody did, or on a key that nothing is known of."""
    same = known.survivors.get(subject.subject_key)
    if same is None or (same not in known.owners and same not in known.held):
        return None
    owner = known.goes_to(same)
    if owner is None:
        return _Decision("waiting", "judged_same", f"judged the same as {same}, which waits")
    return _Decision("joined", "judged_same", f"judged the same as {same}", owner)


def _recognised(subject: _Subject, known: _Known) -> _Decision | None:
    barred = known.barred(subject)
    for code in sorted(subject.codes & known.by_code.keys()):
        if known.by_code[code] not in barred:
            return _Decision("joined", "project_code", f"has the code {code}", known.by_code[code])
    named = [owner for owner in _same_name(subject, known) if owner not in barred]
    if len(named) == 1:
        return _Decision("joined", "name_and_place", "same name in the same place", named[0])
    if named:
        return _Decision(
            "waiting", "name_and_place", f"has the name of several projects: {', '.join(named)}"
        )
    return None


def _founding(subject: _Subject, known: _Known, places: frozenset[str]) -> _Decision:
    missing = _missing(subject)
    if missing:
        return _Decision("waiting", "incomplete", f"no {' and no '.join(missing)}")
    alike = _resembling(subject, known, places)
    if alike is not None and subject.subject_key not in known.held:
        return _Decision("waiting", "resembles", f"looks like {alike} in the same city")
    return _Decision(
        "founded", "founds", "name, place and status of press tier or better", subject.subject_key
    )


def _same_name(subject: _Subject, known: _Known) -> list[str]:
    found = set()
    for name in subject.names:
        for owner, (province, city) in known.by_name.get(name, {}).items():
            both = subject.city and city
            if subject.city == city if both else subject.province and subject.province == province:
                found.add(owner)
    return sorted(found)


def _missing(subject: _Subject) -> list[str]:
    lacks = {
        "name": not subject.names,
        "place": subject.province is None,
        "status from press or better": subject.status_tier is None
        or subject.status_tier > FOUNDING_TIER,
    }
    return [what for what, is_missing in lacks.items() if is_missing]


def _resembling(subject: _Subject, known: _Known, places: frozenset[str]) -> str | None:
    if subject.city is None:
        return None
    words = {own_words(name, places) for name in subject.names}
    alike = {
        owner
        for word, owners in known.by_city.get(subject.city, {}).items()
        if any(_alike(word, own) for own in words)
        for owner in owners
    }
    return min(alike - known.barred(subject), default=None)


def _alike(one: str, other: str) -> bool:
    """Equal, or one within the other, as where one of two names begins with a county."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= SHORTEST_OWN_WORD and shorter in longer)


def _subjects(
    claims: pl.DataFrame, provinces: Mapping[str, tuple[str | None, str | None]]
) -> Iterator[_Subject]:
    """Subjects in the order in which they became known."""
    told = claims.sort("published_on", "subject_key", "claim_id")
    name, words = pl.col("property"), pl.col("value_text")
    grouped = told.group_by("subject_key", maintain_order=True).agg(
        kind=pl.col("subject_kind").first(),
        names=words.filter(name.is_in(NAMES)),
        codes=words.filter(name == "project_code"),
        places=pl.col("place_adcode").filter(pl.col("place_adcode").is_not_null()).unique(),
        status_tier=pl.col("tier_rank")
        .filter(
            (name == "event") & words.is_in(FOUNDING_EVENTS) & (pl.col("quote_kind") != "data_row")
        )
        .min(),
    )
    for row in grouped.iter_rows(named=True):
        found = [provinces.get(code, (None, None)) for code in row["places"]]
        yield _Subject(
            row["subject_key"],
            row["kind"],
            frozenset(name_key(name) for name in row["names"]) - {""},
            frozenset(row["codes"]),
            _only(province for province, _ in found),
            _only(city for _, city in found),
            row["status_tier"],
        )


def _only(codes: Iterator[str | None]) -> str | None:
    """The one code that is named; null for none or several."""
    named = {code for code in codes if code is not None}
    return named.pop() if len(named) == 1 else None


def _provinces(divisions: pl.DataFrame) -> dict[str, tuple[str | None, str | None]]:
    """Province and city of every division; a province without prefectures is its own city."""
    parents = set(divisions.filter(pl.col("level") == "prefecture")["parent_adcode"])
    found: dict[str, tuple[str | None, str | None]] = {}
    for code, level, parent in divisions.select("adcode", "level", "parent_adcode").iter_rows():
        match level:
            case "province":
                found[code] = code, None if code in parents else code
            case "prefecture" | "county_direct":
                found[code] = parent, code
    return found


def _place_words(divisions: pl.DataFrame) -> frozenset[str]:
    """Names of provinces and cities as they stand in names of projects."""
    columns = ("name_zh", "short_zh", "name_en")
    return frozenset(
        key(name) for column in columns for name in divisions[column] if name and len(name) > 1
    )
