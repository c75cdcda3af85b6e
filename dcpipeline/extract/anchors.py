"""Words that say what a sentence is about: names of sites, pronouns for them, places as a whole."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from dcpipeline.extract.companies import Company
from dcpipeline.normalize import PlaceMatch
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.matching import matches_from
from dcpipeline.normalize.phrase_book import PAGE, PhraseList

# named: a site by its name; pronoun: a site named before; bare: a noun for a site without article;
# new: "a data center", not named; other: a project that is no site; place, nation, programme:
# several sites counted together.
AnchorKind = Literal["named", "pronoun", "bare", "new", "place", "nation", "programme", "other"]
PROJECT_KINDS: Final = frozenset({"named", "pronoun", "bare", "new"})


class Anchor(NamedTuple):
    """Words that name a subject.

    Attributes:
        kind: what they name.
        start: first character in the folded text.
        end: character behind the last.
        name: the name in folded text, empty where there is none.
        place: the place meant, for the kind ``place``.
        company: the company whose sites are counted, for the kind ``programme``.
    """

    kind: AnchorKind
    start: int
    end: int
    name: str = ""
    place: PlaceMatch | None = None
    company: Company | None = None


# Behind a place: what the whole of it has.
_PLACE_HAS_HAN: Final = re.compile(
    r"(?:的)?(?:目前|现|现已|已|已经|累计|共|全年|全面|当前|正|将|规划|计划|力争|到\d{4}年|\d{4}年|年底|,)*"
    r"(?:建成|投运|投产|投用|拥有|具备|现有|已有|有|形成|集聚|聚集|汇聚|落地|落户|引进|签约|布局|部署|在建|在用|建有|运营|吸引|实施|建设)?(?:了)?"
    r"(?:总|智能|智算|综合|通用|数据中心|在用|已建|运营|全部|折合|标准|绿色|的)*"
    r"(?:算力总?规模|算力总量|算力达|算力已|算力(?:突破|超|约)|(?:算力|机架|机柜|服务器|加速卡)(?:规模|总量|数量|总数)?(?:已达|达到|达|约|近|超|"
    r"突破|为)*\d|智算规模|智算总规模|机架总?(?:规模|数量?|总数)|标准机架(?:达|突破|超|已|总|规模)|服务器(?:总?规模|总量|达)"
    r"|[^,。;、]{0,18}?(?:算力总?规模|算力总量|智算规模|机架总?规模|机架总数|标准机架(?:数|总|达|已|突破|超)|智算算力目标|算力目标)"
    r"|(?:建成|运营|在建|投运)*(?:大型|超大型|大型以上)*(?:数据|智算|算力)(?:\([^()]{1,6}\))?(?:中心(?:项目)?|项目)(?:共|达|超|约)*\d+[个座家]"
    r"|(?:基本)?(?:建成|形成|打造)(?:成)?[^,。;]{0,24}(?:集群|高地|枢纽|基地),(?:部署|形成|算力|智算)"
    r"|总装机|总规模|(?!一[个座家])(?:\d+|[一二三四五六七八九十百余]+)(?:多|余)?[个座家](?:大型|超大型|大型以上|智能|重点|标杆|在建|已建成|万卡|各类|算力|数据|"
    r"的)*(?:数据中心|智算中心|算力中心|算力项目|项目|智算项目|超算)(?!机柜|机架|机房|楼))"
)
_PLACE_HAS_LATIN: Final = re.compile(
    r"(?:'s)?(?:,[^;.()]{2,80},| \([^()]{2,40}\)| (?:in|"
    r"dans) (?:[a-z]+ )?(?:[a-z]+ )?[a-z]+)?\s(?:now |already |currently |alone |together |also |"
    r"as a whole |"
    r"avait |deja |a )*(?:(?:total|combined|overall|installed|aggregate|intelligent|computing|"
    r"compute|ai|data center|data centre|rack|server)\s)*"
    r"(?:(?:computing|compute|processing)(?: power)? (?:capacity|scale|power|total|at \d)|"
    r"capacity (?:has|had|reached|stood|of|is|was)|rack (?:count|capacity)|racks|"
    r"(?:ha[sd](?! (?:already |also |now )?(?:[a-z]+ed|been|withdrawn|given|begun|taken|put|set|"
    r"become|drawn|won|seen|made|broken|built)\b)|counts|hosts|hosted|boasts|aims|wants|hopes|"
    r"targets|plans to have|"
    r"intends to have|will have|is to have|expects to have|"
    r"(?:says|said|expects|hopes) (?:that )?it (?:will|would|wants to|plans to|has|had|counts)|"
    r"compte|comptait|totalise|vise|heberge|affiche|abrite|dispose|disposait|"
    r"possede|mis en place|detient|abritait|hebergeait|totalisait|affichait|possedait|detenait|"
    r"alignait|aligne|revendique|revendiquait|visait|ambitionne|concentre|concentrait) )"
)
# 在当地, "in the city": the place of something, not a total.
_COUNTED_AS_WHOLE: Final = re.compile(
    r"(?:要|将|计划|力争|拟)(?:再)?(?:建成|形成|达到|拥有)(?:约|超|近)?\d[\d.,]*万?(?:架|p\b|pflops|e\b|台|张|卡|个(?:标准)?机[架柜])|"
    r"(?:已|现|共|累计|目前|在用|规划|数据中心|智算中心|智能|总|的)*(?:[^,。;]{0,14})(?:共|累计|总计|合计|平均|总量|总数|达到|超过|突破|逾|约)"
)
# 全市数据中心投运机柜8.6万个
_ALL_HAS: Final = re.compile(
    r"[^,。;、]{0,14}?(?:机架|机柜|服务器|算力卡|加速卡|智能算力|算力)(?:总?规模|总?量|总?数)?(?:已|将|达到|达|约|近|超过|超|突破|为)*\d"
    r"|[^,。;、]{0,16}?(?:数据|智算|算力)中心(?:项目)?(?:共|总数)?(?:达|约|超)*\d+[个座家](?!月)"
)
_LOCATES: Final = re.compile(r"[在于向为对从至到给由]$|\b(?:in|at|to|a|de|dans)\s$")
_CLUSTERS: Final = ("集群", "枢纽", "节点", "cluster", "hub")
_CLUSTER_OF: Final = re.compile(
    r"市?(?:国家)?(?:算力)?(?:数据中心)?(?:集群|枢纽节点|枢纽|节点)(?!中心|项目)"
)
_NUMBER_OF_PROJECTS: Final = re.compile(
    r"(?<![这第])(?!(?<=[另又])一[个项][^,。;]{0,12}项目[“「]?[\u4e00-\u9fff]{2,18}(?:中心|基地|园|集群|港|谷))(?:\d+|[一二三四五六七八九十百两数多]+)(?:余|多)?[个项](?:[^,。;、\d]{0,14}?)(?:项目|民生工程|基础设施工程)"
    r"|(?:\d+|[一二三四五六七八九十百两数多]+)(?:余|多)?[个项]总投资[^,。;]{0,16}的(?:重大|重点)?项目"
    r"|(?:项目|工程)(?:共|有|达|共计|合计|已)*\d+(?:余|多)?[个项](?!月)"
    r"|以来[^,。;]{0,6}(?:签约|签下|签订|落地|引进|建成|开工|招引|投建)的[^,。;]{0,8}项目"
    r"|(?:智算|算力|数据)中心(?:项目)?(?:猛增|激增|大增|增多|成批|扎堆|遍地|涌现|林立|井喷|如雨后春笋)"
    r"|\b(?<!\d[.,])(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozens of|"
    r"several) (?:[\w-]+ ){0,4}?(?:projects|sites|contracts|deals|campuses|facilities)"
    r"|\b(?<!\d[.,])(?:\d+|deux|trois|quatre|cinq|six|sept|huit|dix|plusieurs|"
    r"dizaines de) (?:[\w'-]+ ){0,3}?(?:projets|sites|contrats|campus)"
)
_FIRST_OF_NUMBER: Final = re.compile(
    r"[\d一二三四五六七八九十百两数多项工a-z](?=[\d一二三四五六七八九十百两数余多个项目程a-z ])"
    r"|以(?=来)|[智算](?=[算力])|数(?=据)"
)
# Without one of these words there is no such number.
_COUNTED: Final = re.compile(
    "项目|工程|中心|projects|sites|contracts|deals|campus|facilities|projets|contrats"
)
# 生活配套项目总投资25亿元: a project with a sum of its own that is no site of computing.
_OTHER_PROJECT: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff\w()·“”]{4,40}?(?:项目|工程|中心|基地|实验室|工厂|电站|学院|医院|大厦|"
    r"总部))(?=,?[^,。;]{0,12}(?:总投资|投资额|"
    r"投资)(?:额)?(?:约|超|逾|达|近|为)*\d"
    r"|正在加速|正加速|加速推进|正在加紧|已全部|顺利)"
)
# The end of the name of another project, with the same words behind it.
_GOES_ON: Final = re.compile(
    r"(?:项目|工程|中心|基地|实验室|工厂|电站|学院|医院|大厦|总部)"
    r"(?=,?[^,。;]{0,13}投资(?:额)?(?:约|超|逾|达|近|为)*\d|正在加速|正加速|加速推进|正在加紧|已全部|顺利)"
)
# 青川数字经济产业园规划占地2888亩,计划总投资180亿元: a park that holds other things as well.
_PARK: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,14}?(?:产业园区?|园区|新城|科[技学]城|小镇))(?:项目)?(?:总?规划|总?占地|位于|总用地)"
    r"(?=[^,。;]{0,24},[^,。;]{0,10}投资(?:额)?(?:约|超|逾|达|近|为)*\d)"
)
_COMPUTE: Final = re.compile(r"算力|智算|超算|数据|云|计算|人工智能|ai|idc|推理|gpu")
_OWN_PART: Final = re.compile(
    r"^[^一二三四]{0,2}[一二三四]期|[一二三四]期(?:项目|工程)?$|该|此|本|整个|^园区|个项目|^(?:其中|该|项目)|计划|规划|配套$"
)
_COMPANY_TOTAL: Final = re.compile(
    r"[^,。;]{0,10}(?:在全国|(?:在)?全球(?!首|最|第|领先)|全国(?!首|最|第|单体|领先|一流)|各地|多地|旗下(?=共|有|拥有|运营|各|全国|多|\d)|累计|合计|共有|共运营|在手|在运|总体|整体(?!转|出售|移交|打包|收购|划|搬)|总算力|算力总规模|对外(?:服务)?机架|自有(?:智能)?算力|全网|自有算力)[^,。;]{0,12}"
    r"|(?:的|目前|现有?|已|在用|智能|标准)*(?:(?:智算|算力)总?规模|(?:机柜|机架|服务器|加速卡)(?:总数|总量|总?规模))(?=已|达|超|突破|为|约|近|\d)"
    r"|(?!\s(?:[\w-]+\s){0,2}?(?:will|would|to|is|are)\s(?:build|set|open|develop|construct|put|"
    r"building|opening|developing)\b)\s(?:[\w-]+\s){0,4}(?:portfolio|nationwide|"
    r"across (?:the country|china|all)|in total|"
    r"data centers|data centres|computing centers|computing centres|centres de donnees|"
    r"centres de calcul|sites in)"
)
# Characters behind a place in which its total may stand.
_REACH_HAN, _REACH_LATIN = 48, 130


def find_totals(
    lower: str, start: int, end: int, places: Iterable[PlaceMatch], companies: Iterable[Company]
) -> list[Anchor]:
    """Places, the country, batches and portfolios of which something is said as a whole.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        end: character behind the sentence.
        places: the places of the sentence, spans in the folded text.
        companies: the companies of the sentence.
    """
    found = _listed_totals(lower, start, end)
    found += _totals_of_places(lower, start, end, places)
    words = lower[start:end]
    if _COUNTED.search(words):
        matches = matches_from(_FIRST_OF_NUMBER, _NUMBER_OF_PROJECTS, lower, start, end)
        found += [Anchor("programme", match.start(), match.end()) for match in matches]
    is_other = _GOES_ON.search(words) is not None
    for match in _OTHER_PROJECT.finditer(lower, start, end) if is_other else ():
        if not _COMPUTE.search(match["name"]) and not _OWN_PART.search(match["name"]):
            found.append(Anchor("other", match.start("name"), match.end("name")))
    park = _PARK.match(lower, start, end)
    if park is not None and not _COMPUTE.search(park["name"]):
        found.append(Anchor("other", *park.span("name")))
    for company in companies:
        if _COMPANY_TOTAL.match(lower, company.end, end):
            found.append(
                Anchor("programme", company.start, company.end, company.name, None, company)
            )
    portfolios = [anchor for anchor in found if anchor.company is not None]
    if portfolios and lower[start].isascii():
        first = min(anchor.start for anchor in portfolios)
        found = [a for a in found if a.kind != "nation" or a.start < first]
    return found


def _totals_of_places(
    lower: str, start: int, end: int, places: Iterable[PlaceMatch]
) -> Iterator[Anchor]:
    located: PlaceMatch | None = None
    for place in places:
        locates = _goes_with(lower, located, place) or _is_located(lower, start, place.start)
        located = place if locates else None
        total = _total_of(lower, start, end, place, locates=locates)
        if total is not None:
            yield total


# 该项目设4栋机房楼,合计机架6500个: the sum of its own buildings.
_TOGETHER: Final = "合计"
_OWN_SUM: Final = re.compile(
    r"(?:[该本][项中基园]|项目|[一二三四五六七八两\d][期栋座幢])(?![^。;]*(?:[\d两三四五六七八九十]+个|等|一批|各)项目)[^。;]*,$"
)
# 苏州全市数据中心规模
_WHOLE_BEHIND: Final = re.compile(r"全[市省区州县]")


def _total_of(
    lower: str, start: int, end: int, place: PlaceMatch, *, locates: bool
) -> Anchor | None:
    """A place of whose centers a sentence tells as a whole; None for one that only locates."""
    words = lower[place.start : place.end]
    if words.endswith(_CLUSTERS):
        return Anchor("place", place.start, place.end, words, place)
    whole = _WHOLE_BEHIND.match(lower, place.end, end)
    if whole is not None and (
        _ALL_HAS.match(lower, whole.end(), end) or _PLACE_HAS_HAN.match(lower, whole.end(), end)
    ):
        return Anchor("place", place.start, whole.end(), words, place)
    cluster = _CLUSTER_OF.match(lower, place.end, end)
    if cluster is not None:
        words = lower[place.start : cluster.end()]
        return Anchor("place", place.start, cluster.end(), words, place)
    if locates or _STANDS.search(lower, max(start, place.start - 14), place.start):
        return None
    is_ascii = lower[place.start].isascii()
    limit = min(end, place.end + (_REACH_LATIN if is_ascii else _REACH_HAN))
    has = _PLACE_HAS_HAN.match(lower, place.end, limit) or _PLACE_HAS_LATIN.match(
        lower, place.end, limit
    )
    kind: AnchorKind = "nation" if place.level == "country" else "place"
    return None if has is None else Anchor(kind, place.start, place.end, words, place)


_SECTIONS: Final[tuple[tuple[str, AnchorKind], ...]] = (
    ("place_totals", "place"),
    ("nation_totals", "nation"),
    ("programme_totals", "programme"),
    ("site_pronouns", "pronoun"),
)


@lru_cache(maxsize=1)
def _index() -> tuple[PhraseList, dict[str, AnchorKind]]:
    kinds: dict[str, AnchorKind] = {}
    for section, kind in _SECTIONS:
        kinds.update((word, kind) for word in listed(section))
    return PAGE.add(kinds), kinds


def _listed_totals(lower: str, start: int, end: int) -> list[Anchor]:
    index, kinds = _index()
    found = []
    for hit in index.find_within(lower, start, end):
        kind = kinds[hit.phrase]
        first, last = hit.start, hit.end
        if kind in {"place", "nation"} and not hit.phrase.isascii():
            if _LOCATES.search(lower, max(start, first - 4), first):
                continue
            if not (
                _PLACE_HAS_HAN.match(lower, last, end)
                or _COUNTED_AS_WHOLE.match(lower, last, end)
                or _ALL_HAS.match(lower, last, end)
            ):
                continue
        if (
            kind == "nation"
            and hit.phrase.isascii()
            and _is_description(lower, start, first, last, end)
        ):
            continue
        if kind == "place" and hit.phrase.isascii() and not _has_total(lower, first, last, end):
            continue
        if hit.phrase == _TOGETHER and _OWN_SUM.search(lower, start, first):
            continue
        if kind == "pronoun" and (
            lower.startswith("名称", last)
            or _KIND_OF_PROJECTS.search(lower, max(start, first - 9), last)
        ):
            continue
        if kind == "programme" and (
            lower[first - 1 : first] in {"期", "栋"} or _is_sum_of_one(lower, start, first, last)
        ):
            continue  # 两期合计 is the whole of one site
        found.append(Anchor(kind, first, last))
    return found


# 在建项目有A、B: a kind of projects, not the one spoken of.
_KIND_OF_PROJECTS: Final = re.compile(
    r"(?:在建|在谈|续建|拟建|储备|签约|引进|落地|已建|重大|[百千十]亿级|[到于的]新|其他|其它|募投|批(?:重点|重大|优质|标志性)*|(?<![该本此这])(?<!一期)(?<!二期)[\u4e00-\u9fff]{2}(?:产业园|综合体|小镇|工厂|电站|公寓|医院|学校|学院|广场|商场|酒店))项目$"
)
# 园区分三期建设,IT负荷合计240兆瓦: the sum of the phases of one site; 预算合计: of a tender.
_SUMMED_UP: Final = re.compile(r"(?:负荷|功率|算力|机柜|机架|面积|投资|规模|总价)$")
_ONE_SITE: Final = re.compile(
    r"(?:中心|园区|基地|项目|产业园)[^,。;、]{0,8}[分一二三四五六][^,。;、]{0,3}[期栋]"
    r"|(?:中心|园区|基地|项目|产业园)(?:拟|将|计划|规划|已|共|主要)*(?:建设|新建|兴建|建成|打造|部署|搭建|建)"
)
# 一号楼6.8亿元,二号楼7.4亿元,合计14.2亿元
_PARTS: Final = re.compile(r"[一二三四五六\d](?:期|号楼)[^,。;:]{0,6}\d")
_SEVERAL: Final = re.compile(r"[、和与及]|[两三四五六七八九十\d](?:个|座|处|家|项)")


def _is_sum_of_one(lower: str, start: int, first: int, last: int) -> bool:
    """Whether 合计 adds up the phases of one site, or the budgets of one tender."""
    if lower[first:last] != "合计":
        return False
    if lower.endswith(("预算", "预算金额"), start, first):
        return True
    if len(_PARTS.findall(lower, start, first)) > 1:
        return True
    if _SUMMED_UP.search(lower, max(start, first - 4), first) is None:
        return False
    one = _ONE_SITE.search(lower, start, first) is not None
    return one and _SEVERAL.search(lower, start, first) is None


# "northwest China's Gansu", "the country's largest", "one of the largest in the country".
_DESCRIBES_BEFORE: Final = re.compile(
    r"(?:\b(?:[\w-]*(?:north|south|east|west)[\w-]*|central|(?:nord|sud|est|ouest|centre)"
    r"(?:-est|-ouest)? de)"
    r"|\b(?:largest|biggest|first|only|most \w+|\w+est|plus \w+)(?: [\w-]+){0,4},?|\bone of)\s$"
)
_DESCRIBES_BEHIND: Final = re.compile(
    r"\s(?:\w+ )?(?:largest|biggest|first|second|third|only|most|leading|top|best|\w+iest|"
    r"autonomous|province|north\w*|south\w*|east\w*|west\w*)\b"
)


def _is_description(lower: str, start: int, first: int, last: int, end: int) -> bool:
    """Whether words for the country only say what one of its sites or places is."""
    before = _DESCRIBES_BEFORE.search(lower, max(start, first - 48), first)
    return before is not None or _DESCRIBES_BEHIND.match(lower, last, end) is not None


def _has_total(lower: str, first: int, last: int, end: int) -> bool:
    """Whether "the city" and the like say what the whole place has, not where something is."""
    if _LOCATES_LATIN.search(lower, max(0, first - 8), first):
        return False
    return _HAS_TOTAL.match(lower, last, min(end, last + 70)) is not None


# 该中心位于台州市椒江区,现有机柜1200个: the place is where it stands.
_STANDS: Final = re.compile(
    r"(?:位于|坐落于|坐落在|地处|选址于|选址在|设在|建在|建于|落户于?|落户在|落地于?|落地在|布局于|布局在|部署于|部署在)[\u4e00-\u9fff]{0,9}$"
)


def _is_located(lower: str, start: int, place: int) -> bool:
    """Whether a place in Latin letters says where something is: "in X", not "the province of X"."""
    if not lower[place].isascii():
        return False
    if _IN_UNIT.search(lower, max(start, place - 40), place):
        return True
    if not _LOCATES_LATIN.search(lower, max(0, place - 8), place):
        return False
    return _UNIT_OF.search(lower, max(start, place - 24), place) is None


# "in Heyuan, Guangdong", "in Longchuan county of Heyuan (Guangdong)"
_WIDER: Final = re.compile(
    r"(?: (?:city|county|district|prefecture|town|township|municipality|new area|banner))?"
    r"(?:,? \(|, | in | of )(?:the |(?:north|south|east|west|central)[\w-]* (?:china's )?)?"
)


# Characters between a province and its capital: "Gansu's regional capital".
_LONGEST_POSSESSIVE: Final = 12


def _goes_with(lower: str, located: PlaceMatch | None, place: PlaceMatch) -> bool:
    """Whether a place only goes on naming where something is: its province, or its capital."""
    if located is None or not lower[place.start].isascii():
        return False
    if place.kind == "capital" and place.start - located.end <= _LONGEST_POSSESSIVE:
        return True
    return _WIDER.fullmatch(lower, located.end, place.start) is not None


_UNIT_OF: Final = re.compile(
    r"(?:^|\bthe |\bla |\ble )(?:\w+ )?(?:province|city|region|prefecture|municipality|county|"
    r"district|ville|comte|municipalite)[\w-]* (?:of|de|du|d')\s?$"
)
# "in the province of X", "dans la province de l'X", "dans l'X"
_IN_UNIT: Final = re.compile(
    r"\b(?:in|at|near|outside|dans|a|en|pres de) (?:the |la |le |l'|une )?"
    r"(?:(?:[a-z]+ )?(?:province|city|region|prefecture|municipality|county|district|ville|comte|"
    r"municipalite|region autonome)(?: autonome)? (?:of |de |du |d'))?(?:the |la |le |l')$"
    r"|\b(?:in|at|near|outside|dans|a|en|pres de) (?:the |la |le |l')?(?:[a-z]+ )?"
    r"(?:province|city|region|prefecture|municipality|county|district|ville|comte|municipalite)"
    r"(?: autonome)? (?:of |de |du |d')$"
)
_LOCATES_LATIN: Final = re.compile(
    r"\b(?:in|at|to|of|for|from|by|with|into|across|inside|outside|near|a|de|dans|avec|par|pour|"
    r"sur|entre)\s$"
)
_HAS_TOTAL: Final = re.compile(
    r"(?:,[^,;.]{2,40},)?(?: de [\w'-]+(?: [\w'-]+)?)? ?(?:as a whole |alone |itself |now |"
    r"already |currently |also |y |en |a |avait |deja )*"
    r"(?:(?:total|combined|overall|installed|aggregate|intelligent|computing|compute|ai|"
    r"data center|rack|server)\s)*"
    r"(?:has|had|counts|hosts|hosted|boasts|aims|wants|hopes|targets|plans to|intends to|"
    r"will have|operates|computing|compute|capacity|racks|"
    r"compte|comptait|totalise|vise|heberge|affiche|abrite|dispose|disposait|possede|possedait|"
    r"avait|detient|mis en place|installe|revendique|ambitionne)\b"
)


def in_order(anchors: Collection[Anchor]) -> tuple[Anchor, ...]:
    """Anchors in order; of two that overlap the longer one, a name before all others."""
    kept: list[Anchor] = []
    if not anchors:
        return ()
    ranked = sorted(anchors, key=lambda a: (a.kind != "named", -(a.end - a.start), a.start))
    for anchor in ranked:
        if all(anchor.end <= other.start or anchor.start >= other.end for other in kept):
            kept.append(anchor)
    return tuple(sorted(kept, key=lambda a: a.start))
