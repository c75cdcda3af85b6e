"""Names of sites in French: a noun such as "centre de calcul", and the name behind it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from dcpipeline.extract.anchors import Anchor, AnchorKind
from dcpipeline.extract.latin.no_sites_french import (
    SEVERAL_OF,
    is_in_space,
    is_no_site,
    is_one_more,
)
from dcpipeline.extract.latin.one_of_several import find_others
from dcpipeline.extract.latin.short_names import find_short
from dcpipeline.normalize.lexicon import listed

_ADJECTIVE: Final = (
    r"(?:avance|industriel|national|intelligent|vert|public|prive|regional|municipal|provincial|"
    r"informatique|numerique|"
    r"urbain|geant|hyperscale|haute performance|a haute performance|de haute performance|"
    r"ia|d'ia|pour l'ia|dedie a l'ia|"
    r"d'intelligence artificielle|de nouvelle generation|souverain|modulaire|"
    r"chinois|local|commercial|ecologique|scientifique|transfrontalier|gigantesque|polyvalent|"
    r"sous-marin|superieur)(?:e?s?)(?![a-z])"
)
# "d'innovation et de calcul", "en nuage": what stands beside the word of the trade.
_BESIDE: Final = (
    r"(?:(?:de |d'|des )(?:l')?(?:innovation|stockage|recherche|services?|formation|developpement|"
    r"exploitation|gestion|intelligence artificielle|industrie|technologies?) et )?"
)
_CLOUDY: Final = (
    r"(?: (?:en nuage|dans le nuage|en intelligence artificielle|en ia|"
    r"pour l'intelligence artificielle|a la demande))?"
)
_PURPOSE: Final = (
    rf"{_BESIDE}(?:de (?:la |l')?|d'|des )(?:superordinateurs?|supercalculateurs?|"
    r"calcul (?:intensif|haute performance)|(?:super)?(?:calculs?|donnees|megadonnees|informatique|"
    r"serveurs|intelligence artificielle|ia|services de donnees|cloud computing|"
    r"traitement (?:de |des |de l')(?:donnees|information)|big data|cloud|stockage|inference|"
    r"entrainement|gpu|puissance de calcul|puissance informatique))"
    r"(?: et de (?:super)?(?:calcul|stockage|donnees|traitement(?: (?:de|des) donnees)?))?"
    rf"{_CLOUDY}"
)
_NOUN: Final = (
    r"(?:centre|campus|parc|base|complexe|cluster|grappe|ferme|plateforme|plate-forme|pole|hub|"
    r"usine|super-?centre)"
)
_FIXED: Final = (
    r"centres? informatiques?|data ?cent(?:er|re)s?|datacent(?:er|re)s?|supercalculateurs?|"
    r"super-?centres?|"
    r"parcs? informatiques?|hubs? informatiques?|centres? ia|campus ia|mega-?centres?|"
    r"campus informatiques?|hubs? ia"
)
_SMALL: Final = re.compile(
    r"\b(?:centre|site|campus|complexe|parc|installation|projet|chantier|cluster|hub|batiment|"
    r"demonstrateur|hubs|sites|centres|complexes|parcs|clusters|installations)\b"
)
_PAGE_REACH: Final = 300
_MAKES_NAME: Final = frozenset({"campus", "parc", "complexe", "hub"})
_LITTLE: Final = (
    r"(?:nouvelle|nouveau|vallee|riviere|zone|lac|fleuve|ile|mont|monts|baie|"
    r"plaine|port|district|comte|canton|"
    r"technologique|economique|industrielle?|developpement|haute|technologie|"
    r"ville|capitale|desert|delta|plateau|prefecture|region|"
    r"high-tech|pilote|speciale|libre-echange|banniere|parc|cite|groupe|societe|quartier|province)"
)
_JOIN: Final = r"(?:de la|de l'|du|des|de|d'|dit|dite|baptise|nomme|denomme|surnomme)"
_CAPITALS: Final = (
    r"(?!Centre|Campus|Parc |Base |Data|Supercalcul|Pole |Complexe|Hub )"
    r"[A-Z][\w'&-]*(?:[ -](?:[A-Z][\w'&-]*|\d+\b|du Nord|du Sud))*"
)
# "de la Lune d'eau": a name of common words goes on.
_POETIC: Final = (
    r"(?:(?<=[a-z])\sd'(?!un|une|ici|apres|environ|origine|abord|autres?|etre|avoir|ia\b|intelli|"
    r"entrain|infer|inve|ouv|expl|acc|une?\b)[a-z]{2,8}(?=\s(?:de|du|a|en|est|sera)\b|[,.;:]))?"
)
_AFTER: Final = re.compile(
    rf"(?:\s{_ADJECTIVE})*(?:\s(?:n°|no\.?|n\.|numero)\s?\d{{1,3}})?"
    rf"(?P<name>\s?[«\"“]\s?[^»\"”]{{2,40}}\s?[»\"”]"
    rf"|(?:,? (?:baptise|nomme|denomme|surnomme|dit),? |\s)(?!A\s|MW)(?=[A-Z]){_CAPITALS}"
    rf"|(?:\s{_JOIN}[ ]?(?:{_LITTLE}\s)*(?:{_JOIN}[ ]?)?(?:{_LITTLE}\s)*"
    rf"(?:{_JOIN}[ ]?)?{_CAPITALS}){{1,2}}"
    rf"(?:\s(?:centrale|verte?s?|bleue?s?|occidentale?|orientale?|numerique)\b)?{_POETIC})?"
)
# "l'Inner Mongolia Information Park": the same without quotes.
_ENGLISH: Final = re.compile(
    r"(?<![\w-])(?P<name>(?!(?:Centre|Data|Le|La|Les|Un|Une|Des|Du|Selon|Dans|En|Au|Pour)\b)"
    r"[A-Z][\w'-]+(?: (?!Centre\b)[A-Z][\w'-]*){0,5}? (?:Comput\w+|Data|AI|Cloud|Supercomput\w+|"
    r"Information|Intelligent|Big Data)(?: (?!Center|Centre|Hub|Campus|Park|Base)[A-Z][\w-]+){0,2} "
    r"(?:Center|Centre|Hub|Campus|Park|Base|Cluster))(?![\w-])"
)
# "le « Central Data Hub »": an English name that says itself what it is.
_QUOTED_ENGLISH: Final = re.compile(
    r"[«\"“]\s?(?P<name>[A-Z][^»\"”\n]{0,30}?\b(?:Comput\w+|Data|AI|Cloud|Supercomput\w+)\b"
    r"[^»\"”\n]{0,16}?(?:Cent(?:er|re)|Hub|Campus|Park|Base|Cluster))\s?[»\"”]"
)
_ONE_MORE: Final = (
    r"(?:premiere?|deuxieme|seconde?|troisieme|"
    r"quatrieme|cinquieme|sixieme|nouveau|nouvelle|nouvel|futur|future|propre|prochain|dernier)"
)
_NEW: Final = re.compile(
    rf"(?:\b(?:un|une|un projet de|une? autre|(?:un|une|son|sa|leur) {_ONE_MORE}|deuxieme|second)|"
    r"d'un|d'une|qu'un)\s+(?:[\w.,'%-]+\s+){0,5}$"
)
_IS_ONE: Final = re.compile(
    r"\b(?:est|etait|soit|sera|devient|comme|constitue|reste)\s+(?:un|une)\s+(?:[\w'-]+\s+){0,4}$"
)
# "Il s'agit du troisieme centre du groupe": the site just named.
_SAID_TO_BE: Final = re.compile(
    r"\b(?:il s'agit|c'est(?! le cas)|ce sera|c'etait|ce serait) (?:la |le |l'un des |"
    r"l'une des |un |une |du |de la |d'un |d'une )(?:[\w'-]+ ){0,4}$"
)
# "pour y batir un site": the site just named; "un meme site": no other one.
_THERE: Final = re.compile(r"\by (?:\w+r|\w+re) un(?:e)?\s(?:\w+\s){0,2}$")
_SAME: Final = re.compile(r"\b(?:un|une|le|la) meme\s$")
# "un centre jumeau": of the kind that is spoken of.
_TWIN: Final = re.compile(r" (?:jumeau|jumelle|similaire|identique|du meme (?:type|genre))\b")
# "Parmi eux, le projet du groupe X"
_OUT_OF: Final = re.compile(
    r"\bparmi (?:elles|eux|ces|les|lesquels|lesquelles)\b[^.;:]{0,40}? (?P<article>le |la |l')$"
)
# The article nearest to a noun decides: "un accord pour le centre de calcul".
_DETERMINER: Final = re.compile(
    rf"\b(?:le|la|du|au|ce|cet|cette|ledit)\s|\b[ld]'(?!un)|\b(?:son|sa|leur)\s(?!{_ONE_MORE}\b)"
)
_DETERMINED: Final = re.compile(r"\b(?:le|du|au|ce|cet|ledit|dudit)\s(?:\w+\s)?$")
_KNOWN: Final = re.compile(
    r"(?:\b(?:le|la|ce|cet|cette|du|au|son|sa|leur|ledit|dudit)\s|\b[ld]'|\bl'|"
    r"\bqu'au\s)(?:[\w.,'-]+\s+){0,3}$"
)
_COUNT: Final = re.compile(
    r"\b(?:\d[\d ,.]*|des|les|plusieurs|ces|ses|leurs|de nombreux|deux|trois|"
    r"quatre|cinq|six|sept|huit|neuf|dix|quelques?|aux|chaque|aucun|tout)\s+(?:[\w'-]+\s+){0,3}$"
)
_ANOTHER: Final = re.compile(
    r"\ben\s(?:[\w']+\s){1,3}?(?P<one>un|une) (?:autre|deuxieme|second|seconde|"
    r"troisieme|quatrieme)\b"
    r"|\bet\sen\s(?:[\w']+\s){1,2}?(?P<two>un|une) (?:autre|deuxieme|second|"
    r"seconde|troisieme|quatrieme)\b"
)
_PHASE_AS_SUBJECT: Final = re.compile(
    r"\b(?:la|cette|une) (?:(?:premiere|deuxieme|seconde|troisieme|quatrieme) )?(?:phase|"
    r"tranche|etape)\b(?! (?:du|de la|de l'|de son|de ce|d'essai|d'un|de construction))"
)
_DEFINED: Final = re.compile(r"\s(?:de \d|que\s|porte par|d'un montant|d'une puissance|voulu par)")
_FRONT_PLACE: Final = re.compile(r"(?:quant )?(?:a|dans|pres de|en)\s(?:le |la |l')?[A-Z]")
_COMPUTE_NEAR: Final = re.compile(
    r"\b(?:ia|calcul|donnees|supercalcul|datacenters?|data centers?|\w*mw|megawatts?|"
    r"gw|gigawatts?|p?flops|petaflops|eflops|gpus?|baies|serveurs?|"
    r"cartes|cloud|accelerateurs|puces|operateur|exploitant|racks?)\b"
)


# "mega-centres", "data centers": the noun stands behind.
_LARGE: Final = re.compile(r"^(?:(?:mega|super|hyper|giga)[ -]|data )")


@lru_cache(maxsize=1)
def _head() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in listed("site_heads", "fr"))
    return re.compile(
        rf"\b(?:{_NOUN}s?(?:\s{_ADJECTIVE})*\s{_PURPOSE}|{_FIXED}|"
        rf"{words})(?![a-z])(?:\s{_ADJECTIVE})*"
    )


def find_names(text: str, lower: str, start: int, end: int) -> Iterator[Anchor]:
    """Names of sites and nouns for sites in one French sentence, in its order.

    Args:
        text: folded text of the page.
        lower: the same in lower case.
        start: first character of the sentence.
        end: character behind the sentence.
    """
    spans = [(m.start(), m.end(), True) for m in _head().finditer(lower, start, end)]
    spans += [(m.start(), m.end(), False) for m in _SMALL.finditer(lower, start, end)]
    spans.sort(key=lambda span: (span[0], -span[1]))
    behind = start
    for first, last, is_head in spans:
        if first < behind:
            continue
        anchor = _anchor(text, lower, start, behind, first, last, end, is_head)
        behind = last
        if anchor is not None:
            behind = max(anchor.end, last)
            yield anchor
    yield from find_short(text, start, end)
    for match in _QUOTED_ENGLISH.finditer(text, start, end):
        if not _head().search(lower, max(start, match.start() - 24), match.start()):
            yield Anchor("named", *match.span("name"), match["name"].strip())
    for match in _ENGLISH.finditer(text, start, end):
        if not any(first < match.end() and match.start() < last for first, last, _ in spans):
            yield Anchor("named", *match.span("name"), match["name"])
    for match in _ANOTHER.finditer(lower, start, end):
        group = "one" if match["one"] else "two"
        yield Anchor("new", match.start(group), match.end())
    yield from find_others(text, lower, start, end)
    for match in _PHASE_AS_SUBJECT.finditer(lower, start, end):
        yield Anchor("pronoun", match.start(), match.end())


def _anchor(
    text: str, lower: str, start: int, floor: int, first: int, last: int, end: int, is_head: bool
) -> Anchor | None:
    noun = re.split(r"[\s-]", _LARGE.sub("", lower[first:last]))[0]
    if is_head and noun.endswith("s") and noun != "campus":
        return Anchor("programme", first, last)
    if not is_head and noun in SEVERAL_OF and is_one_more(lower, start, first):
        return Anchor("programme", first, last)
    if not is_head and noun in SEVERAL_OF and noun != "campus":
        return None
    if is_no_site(lower, start, floor, first, last, end, noun, is_head=is_head):
        return None
    if is_head and is_in_space(lower, last, end):
        return Anchor("other", first, last)
    if _SAID_TO_BE.search(lower, max(floor, first - 70), first):
        return Anchor("bare", first, last)
    return _found(text, lower, start, floor, first, last, end, is_head, noun)


def _found(
    text: str, lower: str, start: int, floor: int, first: int, last: int, end: int,
    is_head: bool, noun: str,
) -> Anchor | None:  # fmt: skip
    """What a noun stands for with the name behind it, or without one."""
    kind = _kind(lower, floor, first)
    named_out = _OUT_OF.search(lower, max(start, first - 70), first)
    if kind == "pronoun" and named_out is not None:
        return Anchor("new", named_out.start("article"), last)
    after = _AFTER.match(text, last, min(end, last + 110))
    name = after["name"] if after is not None else None
    if name is not None and _names(name, noun, is_head) and after is not None:
        if kind == "new" and not re.match(r"\s?[«\"“]|,? ?(?:baptise|nomme|denomme)", name):
            return Anchor("new", first, last)
        words = text[first : after.end()]
        if is_head or noun in _MAKES_NAME:
            return Anchor("named", first, after.end(), words)
        return Anchor("pronoun", first, after.end(), words)
    if is_head:
        return Anchor(kind, first, last)
    return _nameless(text, lower, start, floor, first, last, end, kind)


def _names(name: str, noun: str, is_head: bool) -> bool:
    """Whether the words behind a noun are a name: quoted words need a capital."""
    words = re.search(r"[A-Z]", name)
    return words is not None and (is_head or noun != "batiment")


def _nameless(
    text: str, lower: str, start: int, floor: int, first: int, last: int, end: int, kind: AnchorKind
) -> Anchor | None:
    if kind in {"bare", "programme"}:
        return None
    noun = lower[first:last]
    if kind == "pronoun":
        is_defined = _DEFINED.match(lower, last, end) is not None
        fronted = _FRONT_PLACE.match(text.lower()[start : start + 1] + text[start + 1 : end])
        article = re.search(r"(?:\b(?:le|la|ce|cet|cette)\s|\bl')$", lower[floor:first])
        left = first - len(article.group()) if article is not None else first
        if is_defined and fronted is not None:
            return Anchor("new", left, last)
        return Anchor("pronoun", left, last)
    if noun == "batiment":
        return Anchor("pronoun", first, last)
    if _TWIN.match(lower, last, end):
        return Anchor("new", first, last)
    if noun in {"site", "campus", "complexe", "centre"}:
        start, end = max(0, start - _PAGE_REACH), end + _PAGE_REACH
    return Anchor("new", first, last) if is_about_sites(lower, start, end) else None


def is_about_sites(lower: str, start: int, end: int) -> bool:
    """Whether a sentence speaks of computing."""
    return _COMPUTE_NEAR.search(lower, start, end) is not None


def _kind(lower: str, floor: int, first: int) -> AnchorKind:
    before = lower[max(floor, first - 70) : first]
    cut = [m.end() for m in re.finditer(r"[;:!?()]|[,.](?!\d)", before)]
    before = before[cut[-1] :] if cut else before
    if _IS_ONE.search(before):
        return "bare"
    if _THERE.search(before) or _SAME.search(before):
        return "pronoun"
    new = _NEW.search(before)
    if new is not None and _DETERMINER.search(new.group()) is None:
        return "new"
    if _DETERMINED.search(before):
        return "pronoun"
    if _COUNT.search(before):
        return "programme"
    if _KNOWN.search(before):
        return "pronoun"
    return "bare"
