"""Patterns for owners in Chinese sentences, built from the words of the lexicon.

Belongs here: what a pattern looks like, and words that only join others (拟, 已, 与, 的).
Does not belong here: verbs, heads and nouns (``normalize/lexicon``), and what follows from a
pattern that is found (``owners.py``).
"""

import re
from functools import lru_cache
from typing import Final

from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.matching import beginning_of
from dcpipeline.normalize.word_patterns import WordPattern

# 业主为X, 运营方X, 由X投资建设: X need not carry a word for a company.
_NAME: Final = r"(?P<name>[\u4e00-\u9fffa-z·]{2,16}?)"
# 晋能旗下的, 公司持股六成的, 市属: who stands behind an owner, or whose it is.
_KINSHIP: Final = (
    r"(?:[^,。;:的由]{2,14}?(?:«kinship_words»)[^,。;:的]{0,3}的|[^,。;:的由]{2,8}旗下)?"
    r"(?:«owner_adjectives»)?(?:国企|央企|民企|企业|上市公司|龙头企业)?"
)
# Where a name begins that opens its clause; without another sign it needs a word for a company.
_OPENS: Final = r"(?:^|(?<=[,。;:、(]))(?P<sure>(?!))?"
_OPENS_QUOTED: Final = r"(?:^|(?<=[,。;:“]))(?P<sure>(?!))?"

WINNER: Final = WordPattern(r"(?:«winner_labels»)[^,。;]{0,8}$")
WINS: Final = WordPattern(r"\s?(?:成功)?(?:以[^,。;]{0,20})?(?:«winning_verbs»)")
SIGNED: Final = WordPattern("«signing_verbs»")
GOVERNMENT: Final = WordPattern("(?:«government_words»)")
# 运营该中心的X, 划转给X.
OWNING_BEFORE: Final = WordPattern(
    r"(?:«owning_verbs»)(?:该|本|此|这一|这座)(?:«sites_told_again»)的$|(?:«belonging_verbs»)$"
    r"|(?:正式|整体)移交$|(?:«selling_verbs»|«handing_verbs»|«giving_verbs»)(?:给|予|至)(?:«receivers»)?$",
    "zh",
)
ROLE_BEHIND: Final = WordPattern(
    r"(?:是|为|系|作为)(?:其|该项目|该中心|项目|园区|中心)?的?(?:«owner_roles»|«owner_roles_of_companies»)",
    "zh",
)
JOINS: Final = re.compile(r"(?:\([^()]{0,24}\))?(?:近日|日前|今日)?(?:与|和|同|跟|、|及|携手|,与)")
JOINS_BEFORE: Final = re.compile(r"(?:与|和|同|跟|、|及|携手)$")
# X已于1月15日完成向买方Y出售Z中心: both have owned it.
SELLS: Final = WordPattern(
    r"(?:已|拟|将)?(?:于[^,。;]{2,16})?(?:完成)?向[^,。;]{2,40}(?:«selling_verbs»)(?!服务器|设备|股权|股份)",
    "zh",
)
OF_GOODS: Final = WordPattern(
    r"[^,。;]{0,60}(?:«selling_verbs»)[^,。;]{0,30}(?:服务器|设备|股权|股份|显卡)", "zh"
)
BUYER: Final = WordPattern(r"向(?:«buyers»)?$", "zh")
IS_SOLD: Final = WordPattern(
    r"(?:«selling_verbs»)(?!服务器|设备)[^,。;]{0,30}(?:«sold_sites»|机房)", "zh"
)
# X发布Y设计施工总承包招标公告
PUBLISHES: Final = WordPattern(
    r"(?:近日|日前)?(?:«publishing_verbs»|«notice_verbs»)[^,。;]{0,40}(?:«tender_nouns»)", "zh"
)
# 与X集团旗下的Y公司合作: Y is the party.
IS_PARENT: Final = WordPattern(
    r"(?:«parent_words»)的?(?:全资|控股)?(?:子公司)?[\u4e00-\u9fff]{2,24}(?:«subsidiary_ends»)",
    "zh",
)
# 是云岭集团在西南的首个智算中心
FIRST_OF: Final = re.compile(
    r"(?:在[^,。;、]{2,14}?)?(?:落地|布局|建设|投建|规划|投资)?的?(?:首[个座]|第[一二三四五六七八九十\d]+[个座]|唯一|最大|又一)"
)
IS_OF: Final = re.compile(r"(?:是|为|系|作为)$")
USES: Final = WordPattern(r"(?:«using_verbs»)$", "zh")
PUBLIC_SIDE: Final = WordPattern(
    r"«government_words»|«public_sides»|(?:市|区|县|州|盟|旗)(?:同|与|和)"
    r"|(?:与|同|和)[\u4e00-\u9fff]{2,6}(?:市|区|县|州|盟|旗)"
)
LIST: Final = re.compile(
    r"(?:、|和|与|及|以及|联合|携手|,|,? and|et|,? et)\s*(?:the )?(?:a local |state-owned )?"
)
BY: Final = re.compile(r"(?:由|by|par)\s*(?:the |le |la )?$")
# Between an owner and its verb: (以下简称X)拟以自有资金在Y投资建设.
_JOINT: Final = (
    r"(?:公司)?(?:\([^()]{0,24}\))?(?:此前|前期|目前|现)?(?:拟|计划|将|已经?|决定|选择|准备)?"
    r"(?:以[^,。;]{2,20}?(?:资金|方式)(?:约|不超过)?[\d.,]*[亿万]?元?)?(?:在[^,。;、]{2,20}?)?"
    r"(?:等|牵头|独家|全额|全资|总体|负责|计划|拟|将|正|已|在此|在该市|在当地|出资)?"
)
WITH: Final = re.compile(r"(?:拟|计划|将)?(?:与|和|联合|携手|会同|及)(?:关联方|合作方)?")
OTHER_PART_BEFORE: Final = WordPattern(
    r"(?:[张块台颗枚]|«other_parts_before»"
    r"|\b(?:«other_parts_in_front»|runs? on \w+|equipe\w* (?:de|par)))"
    r"(?:了|的|是|为|:)?\s?(?:the )?$"
)
OTHER_PART_BEHIND: Final = WordPattern(
    r"(?:的)?(?:[a-z]{1,5}[ -]?\d|«other_parts_behind»"
    r"|等?(?:企业|公司|客户|机构)?(?:已)?(?:«tenant_verbs»)|(?:'s)?\s(?:\w+ )?(?:«maker_nouns»))"
)
OWNER_HINT: Final = WordPattern(
    r"«owner_hints»|[方人商]|\(|的[\u4e00-\u9fff]{2,16}(?:«sites_possessed»)", "zh"
)
# 云能集团、曲投公司和上海有孚网络,出资比例…: a partner named by its brand.
PARTNER_BEHIND: Final = WordPattern(
    r"(?:、|和|与|及|以及|联合|携手)(?P<name>[\u4e00-\u9fff]{2,10}?)(?=[,。;:)]|«partner_words»|$)",
    "zh",
)
PARTNER_BEFORE: Final = re.compile(
    r"(?:由|,|;|:|是)(?P<name>[\u4e00-\u9fff]{2,10})(?:、|和|与|及)$"
)
BRANCH: Final = re.compile(r"(?:分公司|省公司|市公司|公司)")
LOCATIVE: Final = re.compile(r"在|于|[省市区县的]$")
# The company that speaks or was named before.
FOUNDED_FOR_IT: Final = frozenset({"项目公司", "合资公司", "合营公司"})
ITSELF: Final = FOUNDED_FOR_IT | {"公司", "本公司", "该公司", "集团", "上市公司"}
# At least two characters before the word for a company; 移动 is one by itself.
ORGANISATION: Final = WordPattern("(?:(?<=..)(?:«organisation_ends»)|^(?:«carriers»))$", "zh")
NO_NAME: Final = WordPattern(
    r"«not_in_owner_names»|(?<!华)为|[一二三]期|有(?![限线色孚研])|^(?:«owner_names_never_begin»)"
    r"|(?:«owner_names_never_end»)$|(?:高新|开发|经开|新)区$|^[\u4e00-\u9fff]{2,5}[省市区县]$",
    "zh",
)
KIN: Final = re.compile(r"(?:其)?(?:全资|控股|参股|下属)?(?:子公司|孙公司)")
# What stands before the first word of a clause.
CLAUSE_BEGINS: Final = re.compile(r"[,。;:、(“—-]")
ENDS_OF_CLAUSES: Final = re.compile(r"[,。;、]")

# 由A与B合资成立的C投资: the founders own with it.
FOUNDED: Final = WordPattern(
    r"(?:^|[,。;:由是为])由?(?P<first>(?:(?!由)[\u4e00-\u9fff]){2,14}?)(?:与|和|同|、)(?P<second>[\u4e00-\u9fff]{2,14}?)"
    r"(?:(?:合资|联合|共同|各出资)(?:出资)?[^,。;]{0,4}?(?:«founding_verbs»)|(?:合资|共同出资|联合出资)的"
    r"|(?:按[^,。;]{1,10})?(?:出资|合作)(?:«founding_verbs»)的)",
    "zh",
)
# 日常运营交给了北京的X
RUN_BY: Final = WordPattern(
    r"运营(?:权|管理)?(?:则)?(?:«entrusting_verbs»)了?(?:[\u4e00-\u9fff]{2,4}的)?"
    r"(?P<name>[\u4e00-\u9fff]{2,14}?)(?=[,。;]|负责|$)",
    "zh",
)
# X董事长A说:项目建成后
SPEAKS_OF: Final = WordPattern(
    r"(?:公司)?[\u4e00-\u9fff]{0,8}(?:«heads_of_companies»)[\u4e00-\u9fff·]{2,6}"
    r"(?:«saying_verbs»)[,:]?[“\"]?(?:该|本|我们)?(?:项目|中心|园区|基地|[一二三]期)",
    "zh",
)
COMPLETES_SALE: Final = WordPattern(
    r"(?:近日|日前)?(?:已|将|拟)?(?:完成|推进|终止)(?:了|对)?[^,。;]{2,24}(?:«sold_sites»)的?(?:整体)?(?:«selling_verbs»)",
    "zh",
)
# X将Y智算中心正式移交Z
HANDS_OVER: Final = WordPattern(
    r"(?:近日|日前)?(?:已|拟)?将(?:旗下|所持|其)?[^,。;]{2,30}(?:«sold_sites»)[^,。;]{0,6}(?:«handing_verbs»|«selling_verbs»)",
    "zh",
)
# 公司与X区人民政府终止《智算中心项目投资协议》
ENDS_DEAL: Final = re.compile(
    r"(?:已|拟)?(?:于[^,。;]{2,12})?(?:与|和|同)[^,。;]{2,24}(?:政府|管委会)[^,。;]{0,8}(?:终止|解除)[^,。;]{0,30}(?:投资|合作)[^,。;]{0,4}协议"
)
LABELS: Final = WordPattern(
    r"(?:«owner_labels»)(?:\([^()]*\))?\s?(?:名称)?(?:为|是|:|\||is|,|est)?\s?(?:the )?"
    r"(?:(?:本?公司的?)?(?:全资|控股|参股)?[子孙]公司)?$"
    r"|(?:投资|出资|建设|兴建|运营|开发|投建)的(?:是|则是|为)$"
)
BEFORES: Final = WordPattern(
    r"(?:«owner_before»)\s(?:the |a |le |la |l')?(?:[\w-]+\s){0,3}$", "en", "fr"
)
_VERBS: Final = (
    r"\s?(?:(?:拟|计划|将|已|目前|现)*在[^,。;、]{2,20}?)?(?:«owner_verbs»)(?![a-z])"
    r"|(?:拟|将|已)?(?:以[^,。;]{0,18})?(?:«buying_verbs»)"
    r"|(?:于)?(?:\d{4}年)?(?:\d{1,2}月\d{1,2}日)?(?:晚间?)?(?:发布)?(?:公告|披露)(?:称)?[,:]?(?:公司)?"
    r"(?:拟|将|计划|对)[^。;]{0,24}(?:投资|建设|追加)"
    r"|(?:近日|日前)?(?:\d{1,2}月\d{1,2}日)?(?:«publishing_verbs»)[^。;]{0,34}(?:«tender_documents»)"
    r"|(?:«award_verbs»)的《?中标"
    r"|(?:近日|日前)?(?:«permit_verbs»)[^。;]{0,40}(?:«permits»)"
    r"|(?:«holding_words»)的|位于[^,。;的]{2,12}的(?=[^,。;]{2,14}(?:«sold_sites»))"
)
VERBS: Final = WordPattern(_VERBS)
ACTS: Final = WordPattern(f"{_JOINT}(?:{_VERBS})")
# 陇算科技庆阳数据中心, 合盈数据(怀来)产业园: a trade word, then a place or a bracket.
BRAND: Final = WordPattern(
    r"(?P<name>[\u4e00-\u9fff]{1,6}?(?:(?P<sure>«brands_alone»)|«brands_with_place»))(?P<bracket>\()?",
    "zh",
)
# 岭能(庆阳)智算中心: a brand before the place of the site, no region, part of a town or noun.
BRAND_IN_BRACKETS: Final = re.compile(
    r"(?![中东西南北]部|华[东南西北中]|长三角|珠三角|京津冀|大?湾区|成渝|中新|国家|全国|城市)"
    r"(?P<name>(?:(?!中心|基地|平台|项目|枢纽|算力|智算|产业)[\u4e00-\u9fff]){2,4})"
    r"(?<![东西南北区县市省州城园谷港湾镇])\("
)
OF_GROUP: Final = WordPattern(r"(?:«state_groups»)[\u4e00-\u9fff]{0,4}", "zh")
_PROVINCES: Final = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|"
    "内蒙古|广西|西藏|宁夏|新疆"
)
CARRIER: Final = WordPattern(rf"(?P<of>{_PROVINCES})?(?:«carriers»)", "zh")
# 芜湖江北联通数据中心
CARRIER_INSIDE: Final = re.compile(
    r"(?<=[\u4e00-\u9fff)])(?P<carrier>移动|联通|电信)(?=(?:智能|人工智能|绿色|大|云)?(?:数据|智算|算力|超算|计算))"
)
NO_BRAND: Final = WordPattern("«no_brands»|[一二三]期", "zh")

# 业主为X
_LABELLED_NAME: Final = WordPattern(
    rf"(?:«owner_labels»)(?P<sure>为|是|:|系|名?叫做?|名为)?{_KINSHIP}{_NAME}"
    r"(?=[,。;、(|!]|$|«owners_go_on»|(?:与|和|同)[^,。;]{2,12}[,。;]"
    r"|的?[\u4e00-\u9fff]{0,5}(?:«heads_of_owners»))",
    "zh",
)
# 业主秦科数据, : a label and a name that fill their clause.
_LABEL_ALONE: Final = WordPattern(
    r"(?:^|(?<=[,。;:、(—-]))(?:«owner_labels»)(?P<name>(?:(?![应须签执坦承提依要认称将已可能不无有名设在这到从的])[\u4e00-\u9fff]){3,9}?)"
    r"(?=(?:«saying_verbs»|介绍|称|说)?[,。;)])",
    "zh",
)
_BY_NAME: Final = WordPattern(
    rf"由{_KINSHIP}{_NAME}(?:负责|牵头|独资|全额|出资|主导|统一)?(?:«owner_verbs»)",
    "zh",
)
# 甜瓜云智算中心(哈密国投)
_IN_BRACKETS: Final = WordPattern(
    r"(?:«sites_before_brackets»)(?P<sure>(?!))?\((?P<name>[\u4e00-\u9fff]{3,12})\)", "zh"
)
_IS_OWNER: Final = WordPattern(
    rf"(?:^|(?<=[,。;])){_NAME}(?:是|为|系)(?:其|该项目|该中心|项目|中心)的?(?:«owner_roles»)", "zh"
)
# 前者是河南理工大学2021年建成的超算
_BUILT_BY: Final = WordPattern(
    rf"(?<=是)(?P<sure>(?!))?{_NAME}(?:于)?(?:\d{{4}}年)?(?:\d{{1,2}}月)?(?:投资)?(?:«built_verbs»)的",
    "zh",
)
# 衡川数科招标采购X智算中心的服务器
_TENDERS: Final = WordPattern(
    rf"{_OPENS}{_NAME}(?:«tendering_verbs»)(?=[^,。;]{{2,24}}(?:«sold_sites»))", "zh"
)
_BUILDS: Final = WordPattern(rf"{_OPENS}{_NAME}(?:«building_verbs»)的", "zh")
# X拟出售Y智算中心
_SELLS_SITE: Final = WordPattern(
    rf"{_OPENS_QUOTED}{_NAME}(?:拟|将|已|计划|宣布)?(?:公开|挂牌|整体)?"
    r"(?:«selling_verbs»|«shedding_verbs»)(?=[^,。;]{2,30}(?:«sold_sites»))",
    "zh",
)
# X投资33.6亿元建设的; (X投资,总投资…)
_INVESTS: Final = WordPattern(
    rf"{_OPENS}{_NAME}(?:拟|将|计划|已)?(?:"
    r"(?:«investing_verbs»)(?:约|超|近|逾|超过)?[\d.]+(?:亿|万)(?:余|多)?元(?:人民币)?(?:«invested_verbs»)"
    r"|(?:独家|全额|负责|独立)?(?:«holding_verbs»)(?=[,。;)、])|(?:«sole_verbs»)(?=[,。;)])|的(?=[\u4e00-\u9fff]{2,16}(?:«sites_possessed»)))",
    "zh",
)
# 启明通信公告投资26亿元建设, 启航云宣布启动X
_TELLS: Final = WordPattern(
    rf"(?:^|(?<=[。,;“])){_NAME}(?:\d{{1,2}}月\d{{1,2}}日)?(?:晚间?|日前|近日)?"
    r"(?:(?:发布)?公告(?:称|显示)?[,:]?(?:公司)?(?:拟|将|计划)?(?:对|«announced_verbs»)"
    r"|宣布(?:正式)?(?:«starting_verbs»|投资))",
    "zh",
)
# 启航云还启动了X智算中心
_STARTS: Final = WordPattern(
    rf"(?:^|(?<=[。,;“]))(?P<sure>(?!))?{_NAME}(?:还|又|也|已)?(?:«starting_verbs»)了"
    r"(?=[\u4e00-\u9fff“]{2,16}(?:中心|基地))",
    "zh",
)
# 中国电信与海兰信合作开发的: the partner of one who builds.
_WITH: Final = WordPattern(
    rf"(?:与|和|同|、|携手|联合){_NAME}(?:共同|联合|合作|合资)(?:«joint_verbs»)", "zh"
)
_SIGNS_WITH: Final = WordPattern(
    rf"(?:政府|管委会|当地|我市|我区|我县|市|区|县)(?:与|同|和){_NAME}(?:正式|成功|在\w{{2,8}})?(?:«signing_verbs»|达成)",
    "zh",
)
# X互联与包头市政府签订协议
_SIGNS: Final = WordPattern(
    rf"{_OPENS_QUOTED}{_NAME}(?:\d{{1,2}}月\d{{1,2}}日)?(?:近日|日前|正式)?"
    r"(?:与|和|同)[^,。;]{2,14}(?:政府|管委会|[市县州区])[^,。;]{0,10}(?:«signing_verbs»|达成)",
    "zh",
)

# 凌云数港位于平湖的Y智算港投用
_STANDS_WITH: Final = WordPattern(
    rf"{_OPENS}{_NAME}位于[^,。;的]{{2,14}}的(?=[^,。;]{{2,24}}(?:«sold_sites»|港|谷|枢纽))", "zh"
)
# 云岭科技旗下X, 云岭科技牵头建设X, 云岭科技宣布,其位于芜湖的X, 云岭科技计划把X扩至
_HOLDS: Final = WordPattern(
    rf"{_OPENS}{_NAME}(?:(?:旗下|名下)的?|牵头(?:投资|建设|运营|打造|实施)的?"
    r"|(?:日前|近日)?(?:宣布|表示|称|介绍),?(?:其|旗下)(?:位于[^,。;的]{2,12}的)?|(?:计划|拟|将)[把将对])"
    r"(?=(?:(?!公司|集团|企业|平台)[^,。;]){2,24}?(?:«sold_sites»))",
    "zh",
)
# 是云岭科技在华东的首个项目, 隶属于云岭科技
_IS_OF_NAME: Final = WordPattern(
    rf"(?:(?<=是)|(?<=隶属于)|(?<=归属于)|(?<=归属))(?P<sure>(?!))?{_NAME}"
    r"(?=[,。;)]|$|在[^,。;、]{2,10}的?(?:首|第|唯一|最大|又一)|(?:首[个座]|第[一二三四五]))",
    "zh",
)
# 云岭科技持股60%
_HOLDS_SHARE: Final = WordPattern(rf"{_OPENS}{_NAME}(?:持股|占股|出资占比)(?:约|为)?\d", "zh")
_IS_HELD: Final = WordPattern("旗下|名下|牵头|宣布|表示|介绍|称|[计拟将]", "zh")
_IS_LABELLED: Final = WordPattern("«owner_labels»", "zh")
_IS_STARTED: Final = WordPattern("(?:«starting_verbs»)了", "zh")
_IS_SIGNED: Final = WordPattern("«signing_verbs»|达成", "zh")
_IS_SHED: Final = WordPattern("«selling_verbs»|«shedding_verbs»", "zh")
# 作为X的运营方,Y表示
_AS_ROLE: Final = WordPattern(
    rf"作为[^,。;]{{2,20}}的(?:«owner_roles»|«owner_roles_of_companies»),(?P<sure>(?!))?{_NAME}"
    r"(?=[,。;]|«owners_go_on»)",
    "zh",
)
# 总部位于深圳的X,在甘肃庆阳建成Y
_BUILDS_IN: Final = WordPattern(
    rf"{_OPENS}(?:总部(?:位于|设在|设于|在)[^,。;的]{{2,10}}的)?{_NAME},?在[^,。;、]{{2,12}}?"
    r"(?:«building_verbs»|«built_verbs»|«starting_verbs»)(?=[^,。;]{0,24}(?:«sold_sites»))",
    "zh",
)
_IS_BUILT_BY: Final = WordPattern("是[^,。;]{2,30}(?:«built_verbs»)的", "zh")
_IS_TENDERED: Final = WordPattern("«tendering_verbs»", "zh")
_IS_BUILT: Final = WordPattern("(?:«building_verbs»)的", "zh")
# Behind a name at the beginning of a clause: 是该项目业主, 投资3亿元, 建设.
_SAYS_WHOSE: Final = WordPattern(r"[是为系](?:其|该?项目|该?中心)的?(?:«owner_roles»)", "zh")
_SAYS_INVESTS: Final = WordPattern(
    r"(?:«investing_verbs»)(?:约|超|近|逾|超过)?[\d.]|(?:«holding_verbs»)[,。;)、]|(?:«sole_verbs»)[,。;)]"
    r"|的[\u4e00-\u9fff]{2,16}(?:«sites_possessed»)",
    "zh",
)

Sign = re.Pattern[str] | None
Begins = re.Pattern[str] | None


@lru_cache(maxsize=1)
def name_patterns() -> tuple[tuple[Sign, Begins, re.Pattern[str]], ...]:
    """Patterns for names: what they need in a sentence, and the characters they begin with.

    The latter are None for those that begin only with a clause.
    """
    labels = beginning_of(listed("owner_labels", "zh"))
    bracketed = beginning_of(word[0] for word in listed("sites_before_brackets", "zh"))
    return (
        (_IS_LABELLED.compiled, labels, _LABELLED_NAME.compiled),
        (None, re.compile("由"), _BY_NAME.compiled),
        (re.compile("公告|宣布"), None, _TELLS.compiled),
        (_IS_STARTED.compiled, None, _STARTS.compiled),
        (re.compile("位于"), None, _STANDS_WITH.compiled),
        (re.compile("共同|联合|合作|合资"), re.compile("[与和同、携联]"), _WITH.compiled),
        (_IS_SIGNED.compiled, re.compile("[政管当我市区县]"), _SIGNS_WITH.compiled),
        (_IS_SIGNED.compiled, None, _SIGNS.compiled),
        (re.compile(r"\("), bracketed, _IN_BRACKETS.compiled),
        (_SAYS_WHOSE.compiled, None, _IS_OWNER.compiled),
        (_IS_SHED.compiled, None, _SELLS_SITE.compiled),
        (_IS_BUILT.compiled, None, _BUILDS.compiled),
        (_IS_BUILT_BY.compiled, re.compile("(?<=是)."), _BUILT_BY.compiled),
        (_IS_TENDERED.compiled, None, _TENDERS.compiled),
        (re.compile("作为"), re.compile("作(?=为)"), _AS_ROLE.compiled),
        (re.compile("在.*[建启]"), None, _BUILDS_IN.compiled),
        (_SAYS_INVESTS.compiled, None, _INVESTS.compiled),
        (_IS_HELD.compiled, None, _HOLDS.compiled),
        (re.compile("是|属"), re.compile("(?<=[是于属])."), _IS_OF_NAME.compiled),
        (re.compile("股|占比"), None, _HOLDS_SHARE.compiled),
        (_IS_LABELLED.compiled, None, _LABEL_ALONE.compiled),
    )
