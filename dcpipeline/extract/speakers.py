"""Who says it: the analyst, office or company named as the source of a sentence's figures."""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize.lexicon import listed, mapped
from dcpipeline.normalize.phrase_book import PAGE, PhraseList

Span = tuple[int, int]

# How many sentences back "the report" may mean.
_BACK: Final = 3
# IDC is an analyst, an Internet Data Center and a class of licence.
_IDC_IS_A_ROOM: Final = re.compile(
    r"\s?(?:机房|牌照|业务|数据中心|服务|行业|市场|产业|运营|企业|公司|项目|机柜|圈|许可|资源|设施|园区|基地"
    r"|business|licen[cs]e|room|operator|operators|service|services|facility"
    r"|facilities|provider|providers|market|industry)"
)
_PERSON: Final = (
    r"(?:相关|有关)?(?:负责人|副?局长|副?主任|副?部长|副?司长|副?会长|副?院长|副?总裁|副?总经理|董事长|首席\w{1,6}"
    r"|秘书长|分析师|研究员|总工程师|新闻发言人|发言人|高管|副?处长|ceo)"
)
_SAYS_HAN: Final = (
    r"(?:最新|近日|日前|此前|今日|当日|在报告中|在会上|还|也|曾|则)*"
    r"(?:表示|指出|介绍|透露|认为|称|说|预测|估算|测算|估计|强调|坦言)"
)
_WHAT_HAN: Final = (
    r"(?:的|最新|发布|公布|披露|相关|有关|近日|日前|此前|联合|一份|年度|\d{4}年|第?[一二三四]季度|的《[^》]{1,40}》|《[^》]{1,40}》)*"
    r"(?:不完全)?(?:统计|数据(?!中心|港|局|资源|产业|集团)|报告|研报|白皮书|蓝皮书|测算|预测|估算|估计|监测|调研|消息"
    r"|公告|通报|口径|介绍|披露|透露|报道|显示)"
)
_HEADS_HAN: Final = (
    r"(?:局|部|院|委|协会|研究院|研究所|咨询|公司|学会|联盟|委员会|集团|实验室|智库|证券|中心"
    r"|厅|署|办公室|顾问|大学|通讯社|社)"
)
_NAME_HAN: Final = rf"[\u4e00-\u9fffa-z0-9·&]{{1,22}}?{_HEADS_HAN}"
_LEAD_HAN: Final = re.compile(
    r".*(?:根据|依据|来自|按照|援引|引述|其中|此外|另外|不过|但是|同时|对此|目前|近日|日前|此前|年|月|日|而|但|由|据|从|在|与|和|了|的)(?=.{2})"
)
_NAME: Final = (
    r"[A-Z][\w&'.-]*[\w&](?:(?:\s(?:of|for|and|the|de|des|du|la|&)){0,3}\s[A-Z][\w&'.-]*[\w&]){0,7}"
)
_SAYS_EN: Final = (
    r"(?:said|says|estimates|estimated|reported|reports|counted|found|finds|noted"
    r"|notes|calculates|calculated"
    r"|told|believes|forecasts?|reckons|tallied|tallies|claims|wrote)"
)
# These say something only of somebody whose trade it is: a campus counts 3,000 racks too.
_COUNTS_EN: Final = r"(?:counts|puts?|expects|shows|showed|announced|published)"
_SAYS_FR: Final = (
    r"(?:estime|estiment|indique|indiquent|affirme|affirment|recense|recensait"
    r"|rapporte|rapportait|signale|souligne"
    r"|precise|evalue|explique|met en lumiere|fait savoir|declare|revele)"
)
_COUNTS_FR: Final = r"(?:compte|releve|chiffre|montrent?|annonce|denombre|note)"


@lru_cache(maxsize=4)
def _known(kinds: str = "analyst body company") -> str:
    """All listed names of some kinds as one alternative, longest first."""
    words = [word for word, named in mapped("speakers").items() if set(named) & set(kinds.split())]
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@lru_cache(maxsize=4)
def _cues(language: str) -> tuple[re.Pattern[str], ...]:
    """Patterns whose group ``name`` is the speaker, the surest first."""
    listed_name = rf"(?<![a-z])(?:{_known()})(?![a-z])"
    if language == "zh":
        return _han_cues(listed_name)
    known = rf"(?i:{listed_name})"
    return _english_cues(known) if language == "en" else _french_cues(known)


def _han_cues(known: str) -> tuple[re.Pattern[str], ...]:
    source = rf"(?<![a-z])(?:{_known('analyst body')})(?![a-z])"
    name = rf"(?P<name>{known}|{_NAME_HAN})(?:\([^()]{{1,20}}\))?"
    return (
        re.compile(
            rf"(?:根据|依据|援引|按照|(?<![数依根占证票收单论])据){name}{_WHAT_HAN}", re.IGNORECASE
        ),
        re.compile(rf"(?P<name>{source})(?:\([^()]{{1,20}}\))?{_WHAT_HAN}", re.IGNORECASE),
        re.compile(
            rf"(?P<name>{known})(?:{_PERSON})?[\u4e00-\u9fff]{{0,3}}?{_SAYS_HAN}", re.IGNORECASE
        ),
        re.compile(
            rf"{name}(?:发布的?|公布的?)?{_WHAT_HAN}(?:结果|数据|报告)?(?:《[^》]{{1,40}}》)?(?:显示|表明|指出|称|认为)",
            re.IGNORECASE,
        ),
        re.compile(rf"{name}{_PERSON}[\u4e00-\u9fff]{{0,4}}?{_SAYS_HAN}", re.IGNORECASE),
        re.compile(rf"{name}(?:表示|指出|介绍|透露|认为|测算|估算|[称说](?=[,:“]))", re.IGNORECASE),
    )


_WHAT: Final = re.compile(
    "统计|数据|报告|研报|白皮书|蓝皮书|测算|预测|估算|估计|监测|调研|消息|公告|通报|口径|介绍|披露|透露"
    "|报道|显示"
)
# What each of the cues in Chinese needs, in their order.
_SIGNS_HAN: Final = (
    re.compile("据|援引|按照"),
    _WHAT,
    re.compile("表示|指出|介绍|透露|认为|称|说|预测|估算|测算|估计|强调|坦言"),
    re.compile("显示|表明|指出|称|认为"),
    re.compile("负责人|长|任|总裁|经理|首席|分析师|研究员|工程师|发言人|高管|ceo"),
    re.compile("表示|指出|介绍|透露|认为|测算|估算|称|说"),
)


# Those of them that only listed names fit.
_LISTED: Final = frozenset({1, 2})


@lru_cache(maxsize=1)
def _all_known() -> PhraseList:
    return PAGE.add(mapped("speakers"))


def _english_cues(known: str) -> tuple[re.Pattern[str], ...]:
    name = rf"(?P<name>{known}|{_NAME})"
    filler = (
        r"(?:(?:the|a|an|new|recent|its|latest|research|market|data|figures|estimates"
        r"|statistics|numbers|analysts|analyst|analysis|report|reports|survey|study"
        r"|by|from|at|of|firm|consultancy|consultant|consultants|published|released"
        r"|compiled|researcher|provider|tracker|tally|in|for|\d{4})\s){0,8}?"
    )
    return (
        re.compile(
            rf"(?i:according to|citing|estimates by|estimates from|figures from|data from"
            rf"|data by|report by|report from|survey by|study by|tally by|count by|analysts at"
            rf"|analysts from|quoted by)\s{filler}{name}"),
        re.compile(
            rf"{name}(?:'s|s')?\s(?:own\s)?(?:data|figures|report|estimates|statistics"
            rf"|survey|analysts|numbers|study|analyst)\b"),
        re.compile(rf"{name},?\s(?:(?:has|had|also|which|an?\s\w+\s\w+,)\s){{0,2}}{_SAYS_EN}\b"),
        re.compile(rf"(?P<name>{known})\s(?:has\s)?{_COUNTS_EN}\b"),
        re.compile(rf"(?:said|says|estimates|reckons)\s{name}"),
    )  # fmt: skip


def _french_cues(known: str) -> tuple[re.Pattern[str], ...]:
    name = rf"(?P<name>{known}|{_NAME})"
    filler = (
        r"(?:(?:les?|la|un|une|des|du|de|donnees|chiffres|estimations|analystes|analyste"
        r"|cabinet|societe|rapport|recent|etude|agence|magazine|institut|bureau|consultants"
        r"|statistiques|publiees?|par|dernieres|derniers|analyse|d'analyse|d'etudes"
        r"|recherche|conseil|revue)\s|l'|d'|l'(?:agence|institut|etude)\s|d'(?:analyse"
        r"|etudes|apres)\s){0,9}?"
    )
    return (
        re.compile(rf"(?i:selon|d'apres|a en croire|citant|cite par|d'apres les)\s{filler}{name}"),
        re.compile(
            rf"(?i:donnees|chiffres|rapport|etude|estimations|decompte|enquete)\s(?:\w+\s){{0,1}}?"
            rf"(?:de la "
            rf"|de l'|du |de |d'|des ){filler}{name}"),
        re.compile(rf"{name},?\s(?:(?:a|en|y|avait)\s)?{_SAYS_FR}\b"),
        re.compile(rf"(?P<name>{known})\s(?:en\s|a\s)?{_COUNTS_FR}\b"),
    )  # fmt: skip


_REPORT: Final = re.compile(
    r"(?:该|这份|上述|此份)?(?:报告|白皮书|研报|机构)(?:还|同时|也|另)?(?:显示|指出|称|认为|预计|统计)"
    r"|\b(?:the|this|its) (?:report|survey|study|firm|consultancy|analysts?)(?: also)? (?:said"
    r"|says|found|finds|estimates|estimated|noted|notes|adds|added|counts|counted"
    r"|put|puts|showed|shows)"
    r"|\b(?:le|ce|son) (?:rapport|cabinet|document)(?: \w+)? (?:indique|estime"
    r"|souligne|precise|ajoute|note|releve|montre|recense|evalue)"
    r"|\bl'etude (?:indique|estime|souligne|precise|ajoute|note|releve|montre|recense|evalue)"
)


@lru_cache(maxsize=4)
def _gate(language: str) -> PhraseList:
    return PAGE.add([*listed("speaker_cues", language), *mapped("speakers")])


@lru_cache(maxsize=4)
def _spots(language: str, lower: str) -> tuple[int, ...]:
    return tuple(hit.start for hit in _gate(language).find_within(lower, 0, len(lower)))


def speaker_of(page: PageText, sentence: Sentence) -> Span | None:
    """The name of who says the figures of a sentence.

    Args:
        page: the page.
        sentence: the sentence.

    Returns:
        Span of the name in the folded text; None where nobody is named. A report or firm that is
        only referred to ("the report") is the one named up to three sentences before.
    """
    spots = _spots(page.document.language, page.lower)
    here = bisect_left(spots, sentence.start)
    if here >= len(spots) or spots[here] >= sentence.end:
        return None
    own = _named(page, sentence)
    if own is not None or not _REPORT.search(page.lower, sentence.start, sentence.end):
        return own
    return _named_before(page, sentence)


def analysts_of(page: PageText) -> tuple[Span, ...]:
    """Analysts and publications that a page names anywhere, by the lexicon."""
    if not _analyst_index().stands_in(page.lower):
        return ()
    return tuple(match.span() for match in _analysts().finditer(page.lower))


def _named_before(page: PageText, sentence: Sentence) -> Span | None:
    position = bisect_left(page.sentences, sentence.start, key=lambda s: s.start)
    for earlier in reversed(page.sentences[max(0, position - _BACK) : position]):
        if earlier.record != sentence.record:
            return None
        found = _named(page, earlier)
        if found is not None:
            return found
    return None


def _named(page: PageText, sentence: Sentence) -> Span | None:
    language = page.document.language
    for number, cue in enumerate(_cues(language)):
        sign = _SIGNS_HAN[number] if language == "zh" else None
        if sign is not None and number in _LISTED and not _all_known().stands_in(page.lower):
            continue
        if sign is not None and sign.search(page.lower, sentence.start, sentence.end) is None:
            continue
        for match in cue.finditer(page.text, sentence.start, sentence.end):
            span = _trimmed(page, match.start("name"), match.end("name"))
            if span is not None:
                return span
    return _analyst(page, sentence)


def _trimmed(page: PageText, start: int, end: int) -> Span | None:
    """Without words before the name that do not belong to it; None where no name is left."""
    lower = page.lower
    if re.fullmatch(_known(), lower[start:end]) is None:
        start = _name_start(page, start, end)
    words = lower[start:end]
    if not words or words in _never(page.document.language) or words.startswith(("记者", "本报")):
        return None
    if words.endswith(_site_heads()):
        return None
    if words in {"idc", "idcs"} and _IDC_IS_A_ROOM.match(lower, end):
        return None
    return start, end


@lru_cache(maxsize=4)
def _never(language: str) -> frozenset[str]:
    return frozenset(listed("not_speakers", language))


@lru_cache(maxsize=1)
def _site_heads() -> tuple[str, ...]:
    """A site says nothing: Example Data Center reported 3,000 racks."""
    return (*listed("site_heads", "en"), *listed("site_heads", "fr"), " park", " campus", " hub")


def _name_start(page: PageText, start: int, end: int) -> int:
    language = page.document.language
    if language == "zh":
        lead = _LEAD_HAN.match(page.lower, start, end)
        begin = lead.end() if lead else start
        generic = re.fullmatch(
            rf"(?:该|本|上述|相关|有关|多家|一家|某|各|第三方)?.?{_HEADS_HAN}",
            page.lower[begin:end],
        )
        return end if generic else begin
    openers = frozenset(listed("speaker_openers", language))
    while True:
        word = re.match(r"[\w'.-]+\s?", page.lower[start:end])
        if word is None or word.group().strip() not in openers:
            return start
        start += word.end()


@lru_cache(maxsize=1)
def _analyst_index() -> PhraseList:
    return PAGE.add(word for word, kinds in mapped("speakers").items() if "analyst" in kinds)


@lru_cache(maxsize=1)
def _analysts() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{_known('analyst')})(?![a-z])")


def _analyst(page: PageText, sentence: Sentence) -> Span | None:
    """An analyst firm named without a verb that we know."""
    match = _analysts().search(page.lower, sentence.start, sentence.end)
    return None if match is None else match.span()
