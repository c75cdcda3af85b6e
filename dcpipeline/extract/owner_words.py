"""Patterns for owners in Chinese sentences, built from the words of the lexicon.

Belongs here: what a pattern looks like, and words that only join others (拟, 已, 与, 的).
Does not belong here: verbs, heads and nouns (``normalize/lexicon``), names that no word for a
company ends (``owner_names.py``), and what follows from a pattern that is found (``owners.py``).
"""

import re
from typing import Final

from dcpipeline.normalize.word_patterns import WordPattern

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
    r"«owner_hints»|«owner_deeds»|背后|[方人商]|\(|的[\u4e00-\u9fff]{2,16}(?:«sites_possessed»)",
    "zh",
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
    r"«not_in_owner_names»|(?<!华)为|(?<!^)以(?!太)|[一二三]期|有(?![限线色孚研])|^(?:«owner_names_never_begin»)"
    r"|(?:«owner_names_never_end»)$|(?:高新|开发|经开|新)区$|^[\u4e00-\u9fff]{2,5}[省市区县]$",
    "zh",
)
KIN: Final = re.compile(r"(?:其)?(?:全资|控股|参股|下属)?(?:子公司|孙公司)")
# What stands before the first word of a clause.
CLAUSE_BEGINS: Final = re.compile(r"[,。;:、(“—-]")
ENDS_OF_CLAUSES: Final = re.compile(r"[,。;、]")

# 由A与B合资成立的C投资: the founders own with it.
FOUNDED: Final = WordPattern(
    r"(?:^|[\n,。;:由是为])由?(?P<first>(?:(?!由)[\u4e00-\u9fff]){2,14}?)(?:与|和|同|、)(?P<second>[\u4e00-\u9fff]{2,14}?)"
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
