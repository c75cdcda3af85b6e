"""The words of a sentence that stand for sites, places, batches or the country."""

import re
from typing import Final

from dcpipeline.extract import names_han
from dcpipeline.extract.anchors import PROJECT_KINDS, Anchor, find_totals, in_order
from dcpipeline.extract.companies import Company
from dcpipeline.extract.company_sites import sites_of_companies
from dcpipeline.extract.frames import COMPUTE_WORD, LONGEST_LEAD, Frame, first_two
from dcpipeline.extract.hosts import sites_that_host
from dcpipeline.extract.latin import names as names_latin
from dcpipeline.extract.latin import totals as totals_latin
from dcpipeline.extract.latin.appositions import without_heads
from dcpipeline.extract.latin.no_sites_french import told_in_space
from dcpipeline.extract.latin.numbered_sites import numbered_sites
from dcpipeline.extract.latin.other_subjects import opening_thing, other_projects
from dcpipeline.extract.latin.other_subjects_french import other_subjects
from dcpipeline.extract.latin.whereabouts import clustered, opening_place
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import PlaceMatch

_INSIDE_OF: Final = re.compile(r"(?:内(?![蒙部容])|里(?!程)|旁|附近|以[东南西北]|周边)")
_BESIDE_OF: Final = re.compile(
    r"(?:毗邻|紧邻|邻近|靠近|入驻|进驻|租用|依托|项目落户|签约落户|用于|专供)$"
)
# 获评国家绿色数据中心: a title.
_TITLE_OF: Final = re.compile(
    r"(?:感受|崛起|誉为|(?<![全名简])称为|迈向)(?:了|为)?[“\"]$|(?:获评|荣获)[^,。;的]{2,24}$|(?:获评|荣获|入选|评为|授予|认定为)(?:了|为)?(?:第[^,。;的]{1,3}批|\d{4}年度?)?[“\"]?$"
)
# 积极对接A研究院、X超算中心: those whom somebody wants to win.
_CALLED_ON: Final = re.compile(r"(?:对接|拜访|会见)(?:了)?(?:[^,。;、]{2,24}、){0,4}$")
# 中国移动依托X,可提供算力17.5P: a site of its own.
_OFFERS: Final = re.compile(r"[^,。;]{0,4},?(?:现|已)?(?:可|能|能够|对外)+提供[^。;]{0,20}\d")
# 中卫数据中心新开工建设的项目, 该公司在X投资的第3个项目
_NEW_IN: Final = re.compile(
    r"(?:就)?[放设落建]在(?:了)?这里|(?:今年|近期)?新(?:开工|签约|引进|落地|建)(?:建设)?的(?:第[\d一二三四五六七八九十]+个)?(?:重点|重大)?项目"
)
_LEAD_NAME: Final = re.compile(
    r"(?P<mark>(?:\d{1,3}[.、)](?!\d)|\(?[一二三四五六七八九十]{1,3}[)、]|[①-⑳]|[-—·●■▎]+)\s?)?"
    r"(?P<name>[\w“”·()-]{4,36}?)(?=[。:,;|(]|$)"
)
_NO_LEAD: Final = re.compile(
    r"^[一二三四首][期批]|现有|(?:算力|机柜|机架)\d|\d{4}年|\d月\d|签约|签署|签订|签下|中标|公告|关于|批复|意见|通知|的|项目$|启动|落槌|公示|发布|政策|企业|标准|平台服务|公司$|[人方位]为|^某"
    r"|突破|规模|超过|\d万"
)
# 一、算力网络建设情况, 三、算力底座不断夯实: the heading of a part of a report.
_HEADS_PART: Final = re.compile(
    r"(?:方面|情况|建设|发展|工作|能力|水平|体系|基础设施|设施|产业|网络|服务|应用|保障|支撑|机制|底座|供给|调度|规划|布局|需求|生态|赋能|场景|要素|资源|融合|安全|任务|目标|措施)$"
    r"|不断|持续|日益|显著|稳步|快速|明显|初步|初具"
)
_ENDS_AS_SITE: Final = re.compile("(?:中心|基地|园区?|[港谷城湖岛]|枢纽|aidc)$", re.IGNORECASE)
_IN: Final = re.compile(r"[在于]$")
_BUILT_IN: Final = re.compile(r"(?:投资|独立|建设|新开工|新建|落地|落户)")
_STANDS_IN: Final = re.compile(
    r"(?:位于|地点在|地址在|落在|设在|建在|坐落于|坐落在|地处|落户于|落户在|选址于|选址在|选址|落地|落地于|落地在)$"
)
_SHORT_NAME: Final = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,6})(?:项目|园区|基地|中心)")
_NOUN_OF_SHORT_NAME: Final = re.compile("项目|园区|基地|中心")
_A_PHASE: Final = re.compile(r"[一二三四五\d]期")
_TOO_COMMON: Final = frozenset(
    {
        "算力",
        "智算",
        "数据",
        "计算",
        "智能",
        "大数据",
        "云计算",
        "超算",
        "绿色",
        "产业",
        "科技",
        "工业",
        "数字",
        "信息",
        "创新",
        "建设",
        "移动",
        "电信",
        "联通",
    }
)
LONGEST_OPENING: Final = 6
_OF_WHOLE: Final = re.compile(
    r"(?:算力总?规模|总算力|机架|智能算力)[^,。;]{0,10}\d|\d[\d.]*万?(?:架|个标准机架)"
)
_OWN_SITE: Final = re.compile(r"该|项目|园区|中心|基地|一期|二期|三期|楼")


def anchors_of(
    page: PageText,
    sentence: Sentence,
    places: tuple[PlaceMatch, ...],
    companies: tuple[Company, ...],
    frames: list[Frame],
    with_alias: list[Frame],
    hosts: frozenset[str] = frozenset(),
) -> tuple[Anchor, ...]:
    """The words of a sentence that stand for subjects, in order.

    Args:
        page: the page.
        sentence: the sentence.
        places: its places outside the names of companies.
        companies: its companies.
        frames: the subjects of the page so far.
        with_alias: those of them to which the text has given a short name.
        hosts: names of parks that hold computing.
    """
    text, lower, start, end = page.text, page.lower, sentence.start, sentence.end
    language = page.document.language
    if language == "zh":
        names = list(names_han.find_names(text, lower, start, end))
    else:
        names = list(names_latin.find_names(text, lower, start, end, language))
    if not names or names[0].start > start + LONGEST_LEAD:
        names = [*_leading_name(page, sentence), *names]
    if language == "zh":
        names = [_with_company(text, lower, name, companies) for name in names]
    alone = not frames and sum(name.kind == "named" for name in names) == 1
    names = [
        name
        for name in names
        if not any(c.start < name.end < c.end and c.end > name.start for c in companies)
        and not (_is_inside(lower, name, end) and not alone)
        and not _is_surroundings(lower, name, start, end, bool(frames) or name is not names[0])
        and not (language == "zh" and _is_served(lower, name, start, end))
    ]
    if language == "zh":
        names += sites_of_companies(page, sentence, places, companies, names)
    if language == "zh":
        names += _quoted_projects(page, sentence, names)
        names += _place_sites(page, sentence, places, names)
        names += sites_that_host(page, sentence, hosts, companies, names)
    if language == "zh" and frames:
        names += _short_names(page, sentence, frames, with_alias)
    if language == "zh" and all(name.kind == "bare" for name in names):
        topic = _place_as_topic(page, sentence, places)
        names = topic or names
    if language != "zh":
        names = [clustered(lower, name, places) for name in names]
        names += numbered_sites(text, start, end, places) if language == "en" else ()
        totals = find_totals(lower, start, end, places, companies)
        totals += totals_latin.find_totals(text, lower, start, end, places)
        # IT capacity is not "it".
        totals = [a for a in totals if not totals_latin.is_no_total(text, lower, a)]
        totals = [a for a in totals if text[a.start : a.end] != "IT"]
        totals = [
            a for a in totals if a.place is None or not totals_latin.is_government(lower, a.place)
        ]
        totals += _not_of_sites(page, sentence, places, names)
        if language == "fr":
            names = [told_in_space(lower, name) for name in names]
            totals = [told_in_space(lower, name) for name in totals]
        return without_heads(lower, in_order([*names, *totals]))
    return in_order([*names, *find_totals(lower, start, end, places, companies)])


def _not_of_sites(
    page: PageText, sentence: Sentence, places: tuple[PlaceMatch, ...], names: list[Anchor]
) -> list[Anchor]:
    """The place, plant or works of another kind of which a sentence tells instead."""
    text, lower, start, end = page.text, page.lower, sentence.start, sentence.end
    found: list[Anchor] = []
    has_site = any(a.kind in PROJECT_KINDS for a in names)
    if page.document.language == "fr":
        if any(a.kind == "named" for a in names):
            return found
        return other_subjects(text, lower, sentence, places, has_site=has_site)
    if not any(a.kind == "named" for a in names):
        found += other_projects(text, lower, start, end)
    if not has_site:
        found += opening_place(text, lower, sentence, places)
        found += opening_thing(text, lower, start, end)
    return found


def _with_company(text: str, lower: str, name: Anchor, companies: tuple[Company, ...]) -> Anchor:
    """A noun for a project right behind a company, with its name: X有限公司智算中心项目."""
    if name.kind != "bare" or not lower.startswith("项目", name.end - 2):
        return name
    for company in companies:
        if company.name and company.end == name.start and company.name.endswith("公司"):
            words = text[company.start : name.end]
            return Anchor("named", company.start, name.end, words)
    return name


# 韶关园区一期已投产, 怀来基地现有机架9000个
_SITE_OF_PLACE: Final = re.compile(
    r"(?:市|县|区|州)?(?P<noun>园区|基地|节点)"
    r"(?=[一二三四]期|\d号|今年|去年|明年|已|现有|目前|总投资|规划|将|则|在\d|于\d|\d{1,2}月|新增|总规划)"
)


_RACKS: Final = re.compile(r"机架|机柜")


def _place_sites(
    page: PageText, sentence: Sentence, places: tuple[PlaceMatch, ...], names: list[Anchor]
) -> list[Anchor]:
    """Sites that a company calls by their place, where computing is spoken of."""
    found = []
    for place in places:
        match = _SITE_OF_PLACE.match(page.lower, place.end, sentence.end)
        if match is None or any(n.start < match.end() and place.start < n.end for n in names):
            continue
        around = max(0, place.start - _QUOTED_REACH), min(len(page.lower), match.end() + 60)
        if COMPUTE_WORD.search(page.lower, *around) or _RACKS.search(page.lower, *around):
            words = page.text[place.start : match.end()]
            found.append(Anchor("named", place.start, match.end(), words))
    return found


# “雅江1号”项目, “图灵小镇”
_QUOTED_PROJECT: Final = re.compile(
    r"[“「‘](?P<name>[\w·]{2,14})[”」’](?:建设)?(?:项目|工程)(?!标准|编码)"
)
_NO_SITE_IN_QUOTES: Final = re.compile(
    r"^(?:基地|平台|园区|中心|龙头|鸟笼|民生|牵引)$|即|标准地|领跑|开门红|示范|样板|标杆|头号|旗舰|样本|一号工程|东数西算|十[四五六]五|一带一路|互联网\+?|新基建|双碳|揭榜|双千兆|专精特新|^[a-z]+$|数字经济|^算力|^智算"
)
# Characters around a quoted name in which computing must be spoken of.
_QUOTED_REACH: Final = 120


def _quoted_projects(page: PageText, sentence: Sentence, names: list[Anchor]) -> list[Anchor]:
    """Projects whose name in quotes holds no word for a site of computing."""
    found = []
    for match in _QUOTED_PROJECT.finditer(page.text, sentence.start, sentence.end):
        first, last = match.span("name")
        if any(name.start < match.end() and first - 1 < name.end for name in names):
            continue
        if _NO_SITE_IN_QUOTES.search(page.lower[first:last]):
            continue
        around = max(0, first - _QUOTED_REACH), last + _QUOTED_REACH
        if COMPUTE_WORD.search(page.lower, *around):
            found.append(Anchor("named", first - 1, match.end(), match["name"]))
    return found


def _leading_name(page: PageText, sentence: Sentence) -> list[Anchor]:
    """The name with which an entry of a list opens, whatever its last word is: 5.粤桂算力飞地."""
    block = page.document.blocks[sentence.block]
    opens = page.span(sentence.start, sentence.start + 1)[0] == block.start
    if not opens or block.kind not in {"item", "paragraph"}:
        return []
    match = _LEAD_NAME.match(page.text, sentence.start, sentence.end)
    if match is None or (sentence.record is None and not match["mark"]):
        return []
    name = match["name"]
    if not COMPUTE_WORD.search(name.lower()) or _NO_LEAD.search(name):
        return []
    if _HEADS_PART.search(name):
        return []
    if not _ENDS_AS_SITE.search(name) and not names_han.is_one_name(name.lower()):
        return []
    return [Anchor("named", match.start("name"), match.end("name"), name)]


def _place_as_topic(
    page: PageText, sentence: Sentence, places: tuple[PlaceMatch, ...]
) -> list[Anchor]:
    """The place that opens a sentence about what all of it has (今日之宁夏,17万架机架矗立)."""
    if not places:
        return []
    words = page.lower[sentence.start : sentence.end]
    if _OF_WHOLE.search(words) is None or _OWN_SITE.search(words) is not None:
        return []
    if _STANDS_IN.search(page.lower, sentence.start, places[0].start):
        return []
    for place in places:
        opens = place.start - sentence.start <= LONGEST_OPENING
        if opens and place.level != "country":
            name = page.lower[place.start : place.end]
            return [Anchor("place", place.start, place.end, name, place)]
    return []


def _short_names(
    page: PageText, sentence: Sentence, frames: list[Frame], with_alias: list[Frame]
) -> list[Anchor]:
    """清水塘项目 for the one site whose name holds 清水塘."""
    found = []
    for frame in sorted(set(with_alias), key=lambda frame: frame.number):
        for alias in frame.aliases if frame.kind == "project" else ():
            at = page.text.find(alias, sentence.start, sentence.end)
            while at >= 0:
                found.append(Anchor("named", at, at + len(alias), frame.name))
                at = page.text.find(alias, at + len(alias), sentence.end)
    words = page.text[sentence.start : sentence.end]
    for match in _SHORT_NAME.finditer(words) if _NOUN_OF_SHORT_NAME.search(words) else ():
        for length in range(len(match["name"]), 1, -1):
            word = match["name"][-length:]
            if word in _TOO_COMMON or _A_PHASE.search(word):
                continue
            named = first_two(
                f for f in frames
                if f.kind == "project" and word in f.name
                and (sentence.record is None or f.record in {None, sentence.record})
            )  # fmt: skip
            if len(named) == 1:
                start = sentence.start + match.end("name") - length
                end = sentence.start + match.end()
                found.append(Anchor("named", start, end, named[0].name))
                break
    return found


# a data center at the X park
_STANDS_AT: Final = re.compile(
    r"\b(?:cent(?:er|re)|campus|cluster|facility|project|hub)\b[^,;.]{0,20} "
    r"(?:at|in|inside|within|on) (?:the |its )?$"
    r"|\b(?:based|located|situated|sited|housed|nestled|sits|lies|stands|falls) (?:in|at|inside|"
    r"within|on) [^,;.]{0,60}$"
    r"|\bcent(?:er|re)\b[^,;.]{0,60}\b(?:operation|use|service|opened|launched|built|completed|"
    r"inaugurated|unveiled|established|construction) (?:in|at|inside|within) (?:the |its )?$"
)


# 苏州市数据中心机架规模16.2万架: all of the city.
_OF_WHOLE_PLACE: Final = re.compile(r"[\u4e00-\u9fff]{2,6}(?:省|市|自治区)(?:智算|算力|数据)中心")
_TOTAL_BEHIND: Final = re.compile(
    r"(?:标准)?(?:机架|机柜|算力)?总?规模|总(?:机架|机柜|算力)|平均上架率"
    r"|(?:在用)?(?:标准)?(?:机架|机柜)(?:数量?)?(?:约|超过|超|近|达到|达|共|已|为)*\d"
)
# 建成数据机房超28万平方米: a part, measured.
_ROOMS: Final = re.compile(r"机房$")
_MEASURED: Final = re.compile(r"(?:总?面积)?(?:已|达|达到|超|超过|约|近|共)*\d")


# 中标X数据中心机电维保服务项目: somebody looks after the site, of which nothing is said.
_SERVED: Final = re.compile(
    r"(?:算力|基础设施|机电|设备|机房|动力|空调|消防|园区|综合|日常|外包|年度|\d{4}年|[-—\d至、和及与])*"
    r"(?:维保|代维|运维|建维|运营维护|维护|物业|安保|保洁|保安|餐饮|绿化|巡检|检修|监理|审计|保险|搬迁|食堂|造价咨询)"
    r"[^,。;\d]{0,8}?(?:服务|项目|采购|合同|业务|框架|招标)"
)
_BID_FOR: Final = re.compile("中标|中选|投标|应标|候选人|承接|招标|采购|成交|入围")


def _is_served(lower: str, name: Anchor, start: int, end: int) -> bool:
    """Whether a name only says for which site somebody bids to look after."""
    served = _SERVED.match(lower, name.end, end)
    return served is not None and _BID_FOR.search(lower, start, end) is not None


def _is_inside(lower: str, name: Anchor, end: int) -> bool:
    """Whether words say what stands in or near a name: 在X园区内, X中心里."""
    return _INSIDE_OF.match(lower, name.end, end) is not None


def _is_surroundings(lower: str, name: Anchor, start: int, end: int, known: bool) -> bool:
    """Whether a name only says where something else stands: 在X园区内, 毗邻X."""
    if _OF_WHOLE_PLACE.fullmatch(lower, name.start, name.end) and _TOTAL_BEHIND.match(
        lower, name.end, end
    ):
        return True
    rooms = name.kind != "named" and _ROOMS.search(lower, name.start, name.end) is not None
    if rooms and _MEASURED.match(lower, name.end, end):
        return True
    return bool(
        _NEW_IN.match(lower, name.end, end)
        or (
            lower[start].isascii()
            and lower.endswith(("park", "zone", "valley", "cluster"), name.start, name.end)
            and _STANDS_AT.search(lower, max(start, name.start - 60), name.start)
        )
        or (
            _BESIDE_OF.search(lower, max(start, name.start - 6), name.start)
            and not (
                lower.startswith("依托", name.start - 2) and _OFFERS.match(lower, name.end, end)
            )
        )
        or _TITLE_OF.search(lower, max(start, name.start - 30), name.start)
        or _CALLED_ON.search(lower, max(start, name.start - 60), name.start)
        or (
            known
            and _BUILT_IN.match(lower, name.end, end)
            and _IN.search(lower, max(start, name.start - 2), name.start)
        )
        or (known and _STANDS_IN.search(lower, max(start, name.start - 6), name.start))
    )
