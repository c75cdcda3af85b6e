"""Patterns for owners in Chinese sentences whose names need not end with a word for a company.

Belongs here: where in a clause such a name stands. Does not belong here: words around companies
that are known (``owner_words.py``).
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
_CLAUSE: Final = r"(?:^|(?<=[\n,。;:、(]))"
_OPENS: Final = _CLAUSE + r"(?P<sure>(?!))?"
_OPENS_QUOTED: Final = r"(?:^|(?<=[\n,。;:“]))(?P<sure>(?!))?"

# 业主为X
_LABELLED_NAME: Final = WordPattern(
    rf"(?:«owner_labels»)(?P<sure>为|是|:|系|名?叫做?|名为)?{_KINSHIP}{_NAME}"
    r"(?=[,。;、()|!]|$|«owners_go_on»|(?:与|和|同)[^,。;]{2,12}[,。;]"
    r"|的?[\u4e00-\u9fff]{0,5}(?:«heads_of_owners»))",
    "zh",
)
# 业主秦科数据, : a label and a name that fill their clause.
_LABEL_ALONE: Final = WordPattern(
    r"(?:^|(?<=[\n,。;:、(—-]))(?:(?:该|本)?(?:«sites_told_again»))?(?:«owner_labels»)(?P<name>(?:(?![应须签执坦承提依要认称将已可能不无有名设在这到从的])[\u4e00-\u9fff]){3,9}?)"
    r"(?=(?:(?:相关|有关|现场)?(?:负责人|工作人员|人士)|«heads_of_companies»)|(?:«saying_verbs»|介绍|称|说)?[,。;)])",
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
# The site that is spoken of: 该项目, 这座数据中心; and without such a word, 项目.
_THIS: Final = r"(?:该|此|本|这一|这个|这座|这处|上述)(?:«sites_told_again»)"
_IT: Final = r"(?:该|此|本|这一|这个|这座|这处|上述)?(?:«sites_told_again»)"
# 招商引资而来的X,是该项目的唯一投资者
_IS_OWNER: Final = WordPattern(
    rf"(?:^|(?<=[\n,。;]))(?:[^,。;的]{{2,10}}的)?{_NAME},?(?:正?是|(?<!作)为|系)(?:其|{_IT})的?(?:唯一|主要|实际)?(?:«owner_roles»)",
    "zh",
)
# 该中心归X所有
_BELONGS: Final = WordPattern(
    rf"(?:{_THIS})(?:目前|现|均|全部|整体|仍|则|实际)?(?:归属于?|隶属于?|属于?|归){_NAME}(?=所有|名下|旗下|[,。;)]|$)",
    "zh",
)
# 该项目系X在庆阳布局的首个智算节点, 该项目是X的自建项目
_IS_HIS: Final = WordPattern(
    rf"(?:{_THIS})(?:[是系为]){_NAME}(?=的?(?:独家)?(?:自有|自建|自营|自持|全资|独资)|在[^,。;、]{{2,12}}的?(?:首|第|唯一|最大|又一))",
    "zh",
)
# 投建该项目的企业,是X
_WHO_BUILDS: Final = WordPattern(
    rf"(?:投资|出资|投建|建设|运营|开发|持有)(?:了)?(?:{_THIS})的(?:企业|公司|单位|主体|一方|投资人),?(?:正?是|为|系){_NAME}(?=[,。;)]|$)",
    "zh",
)
# 云岭智算中心归X所有, 云岭智算中心隶属于X
_BELONGS_TO: Final = WordPattern(
    rf"(?:«sold_sites»)(?:项目)?(?:目前|现|均|全部|整体|仍|则|实际)?(?:归属于?|隶属于?|属于?|归){_NAME}"
    r"(?:(?P<sure>所有|名下|旗下)|(?=[,。;)]|$))",
    "zh",
)
# 云岭智算中心系X投建
_IS_OF_INVESTOR: Final = WordPattern(
    rf"(?:«sold_sites»)(?:项目)?[是系为](?P<sure>(?!))?{_NAME}"
    r"(?=的?(?:独家)?(?:自有|自建|自营|自持|全资|独资|投资(?!额)|投建|出资|打造|布局|建设的))",
    "zh",
)
# 云岭科技是云岭智算中心的投资方
_OWNS_NAMED: Final = WordPattern(
    rf"{_OPENS_QUOTED}{_NAME}(?:正?是|为|系)[^,。;]{{2,24}}(?:«sold_sites»)(?:项目)?的(?:唯一|主要|实际)?"
    r"(?:«owner_roles»)",
    "zh",
)
# X作为项目法人,承担该项目的投资
_IN_ROLE: Final = WordPattern(
    rf"{_CLAUSE}{_NAME}作为(?:{_IT})?的?(?:«owner_roles»)(?=[,。;、和])", "zh"
)
# X出资建设该项目
_PAYS_FOR_IT: Final = WordPattern(
    rf"{_CLAUSE}{_NAME}(?:将|拟|已|正)?(?:独资|全额|独家|负责)?(?:出资|投资|投建|全资)(?:建设|兴建|打造|开发|运营|和)*了?(?:{_THIS})(?!的)",
    "zh",
)
# 项目建设和运营均由X负责
_LEFT_TO: Final = WordPattern(
    rf"(?:{_IT})的?(?:建设|设计|施工|管理|、|和|及|与)*(?:投资|运营)(?:建设|管理|维护|运营|、|和|及|与)*(?:均|都|全部|统一)?由{_NAME}(?:全权|独立|统一|具体|整体)?(?:负责|承担)(?=[,。;]|$)",
    "zh",
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
# X投资建设的, X联合Y建设的
_BUILDS: Final = WordPattern(
    rf"{_OPENS}{_NAME}(?:«building_verbs»|(?:联合|携手|会同)[^,。;的]{{2,16}}?(?:建设|打造))的",
    "zh",
)
# X拟出售Y智算中心, X终止Y智算中心项目, X负责运营Y智算中心
_ACTS_ON_SITE: Final = WordPattern(
    rf"{_OPENS_QUOTED}{_NAME}(?:于|\d{{4}}年|\d{{1,2}}月|\d{{1,2}}日|近日|日前|拟|将|已|正|计划|宣布|决定|正式|成功|全面)*"
    r"(?:公开|挂牌|整体)?(?:«selling_verbs»|«shedding_verbs»|«owner_deeds»)了?"
    r"(?=[^,。;]{1,30}(?:«sold_sites»))",
    "zh",
)
# X投资33.6亿元建设的; (X投资,总投资…)
_INVESTS: Final = WordPattern(
    rf"{_CLAUSE}{_NAME}(?:拟|将|计划|已)?(?:"
    r"(?:«investing_verbs»)(?:约|超|近|逾|超过)?[\d.]+(?:亿|万)(?:余|多)?元(?:人民币)?"
    r"(?:(?:«invested_verbs»)|(?P<sure>的)(?=[^,。;的]{2,20}?(?:«sold_sites»)))"
    r"|(?:独家|全额|负责|独立)?(?:«holding_verbs»)(?=[,。;)、])|(?:«sole_verbs»)(?=[,。;)])|的(?=[\u4e00-\u9fff]{2,16}(?:«sites_possessed»)))",
    "zh",
)
# 启明通信公告投资26亿元建设, 启航云宣布启动X
_TELLS: Final = WordPattern(
    rf"(?:^|(?<=[\n。,;“])){_NAME}(?:\d{{1,2}}月\d{{1,2}}日)?(?:晚间?|日前|近日)?"
    r"(?:(?:发布)?公告(?:称|显示)?[,:]?(?:公司)?(?:拟|将|计划)?"
    r"(?:以[^,。;]{2,10}?)?(?:在[^,。;、]{2,18}?)?(?:对|«announced_verbs»)"
    r"|宣布(?:正式)?(?:«starting_verbs»|投资))",
    "zh",
)
# 启航云还启动了X智算中心
_STARTS: Final = WordPattern(
    rf"(?:^|(?<=[\n。,;“]))(?P<sure>(?!))?{_NAME}(?:还|又|也|已)?(?:«starting_verbs»)了"
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
    rf"(?:(?<=是)|(?<=[^关体派联]系)|(?<=成为)|(?<=隶属于)|(?<=归属于)|(?<=归属))(?P<sure>(?!))?{_NAME}"
    r"(?=[,。;)]|$|在[^,。;、]{2,10}的?(?:首|第|唯一|最大|又一)|的?(?:首[个座]|第[一二三四五]))",
    "zh",
)
# 云岭科技持股60%
_HOLDS_SHARE: Final = WordPattern(rf"{_OPENS}{_NAME}(?:持股|占股|出资占比)(?:约|为)?\d", "zh")
# 龙湖云在广东韶关的X智算中心: who has a site somewhere.
_HAS_IN: Final = WordPattern(
    rf"(?:^|(?<=[\n,。;:])){_NAME}(?P<sure>(?<=云)|(?<=数据)|(?<=科技)|(?<=算力)|(?<=智算)|(?<=智能)|(?<=信息)|(?<=互联)|"
    r"(?<=网络)|(?<=股份)|(?<=控股)|(?<=能源)|(?<=集团)|(?<=公司)|(?<=移动)|(?<=联通)|(?<=电信))在[^,。;、]{2,12}?的(?=[^,。;的]{2,20}?(?:«sold_sites»))",
    "zh",
)
# 而云岭科技原计划在云南曲靖建设的X
_BUILDS_THERE: Final = WordPattern(
    rf"(?:^|(?<=[\n,。;:]))[而但]?{_NAME}(?:原计划|原本|计划|拟|将|正)?在[^,。;、]{{2,12}}?(?:投资|出资|独资)?(?:建设|投建|兴建|打造)的"
    r"(?=[^,。;的]{2,20}?(?:«sold_sites»))",
    "zh",
)
_IS_HELD: Final = WordPattern("旗下|名下|牵头|宣布|表示|介绍|称|[计拟将]", "zh")
_IS_LABELLED: Final = WordPattern("«owner_labels»", "zh")
_IS_STARTED: Final = WordPattern("(?:«starting_verbs»)了", "zh")
_IS_SIGNED: Final = WordPattern("«signing_verbs»|达成", "zh")
_IS_ACTED_ON: Final = WordPattern("«selling_verbs»|«shedding_verbs»|«owner_deeds»", "zh")
# 作为X的运营方,Y表示; 作为项目业主,Y将
_AS_ROLE: Final = WordPattern(
    rf"作为(?:[^,。;]{{2,20}}的|(?:该|本)?(?:«sites_told_again»))(?:«owner_roles»|«owner_roles_of_companies»),"
    rf"(?!我们|公司|集团|企业|双方|市|县|区|该|他|她|将|已|正|拟|会|要|继续|积极|也|还|其|对|按|在){_NAME}(?=[,。;]|«owners_go_on»|将|已|正|拟)",
    "zh",
)
# 云岭科技负责该项目的投资、建设和运营: who only builds is a contractor.
_RUNS_IT: Final = WordPattern(
    rf"{_CLAUSE}{_NAME}(?:作为[^,。;]{{2,12}},)?(?:将|已|全面|整体|主要|具体|牵头)?"
    r"(?:(?P<sure>负责(?=[^,。;]{0,16}投资))|负责(?=[^,。;]{0,16}运营))"
    r"(?:(?:该|本|此|这一)?(?:«sites_told_again»)的?)?(?:[、和及与]|整体|日常|后期|后续|全部|统一|"
    r"建设|设计|施工|管理|维护|招商|投资|融资|运营|运维|开发)+(?=[,。;]|$)",
    "zh",
)
# 总部位于深圳的X,在甘肃庆阳建成Y
_BUILDS_IN: Final = WordPattern(
    rf"{_OPENS}(?:总部(?:位于|设在|设于|在)[^,。;的]{{2,10}}的)?{_NAME},?在[^,。;]{{2,20}}?"
    r"(?:«building_verbs»|«built_verbs»|«starting_verbs»|建有|拥有|布局)(?=[^,。;]{0,24}(?:«sold_sites»))",
    "zh",
)
_IS_BUILT_BY: Final = WordPattern("是[^,。;]{2,30}(?:«built_verbs»)的", "zh")
_IS_TENDERED: Final = WordPattern("«tendering_verbs»", "zh")
_IS_BUILT: Final = WordPattern("(?:«building_verbs»|建设|打造)的", "zh")
# Behind a name at the beginning of a clause: 是该项目业主, 投资3亿元, 建设.
_SAYS_WHOSE: Final = WordPattern(r"[是为系][^,。;]{1,10}(?:«owner_roles»)", "zh")
_SAYS_WHOSE_SITE: Final = WordPattern(
    r"[是为系].{2,24}的(?:唯一|主要|实际)?(?:«owner_roles»)", "zh"
)
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
    this = re.compile("[该此本这上]")
    told = beginning_of([*listed("sites_told_again", "zh"), "该项", "此项", "本项", "这一"])
    sites = beginning_of(listed("sold_sites", "zh"))
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
        (re.compile("[归属]"), this, _BELONGS.compiled),
        (re.compile("[归属]"), sites, _BELONGS_TO.compiled),
        (re.compile("[是系为].*(?:自|资|投建|打造|布局|建设的)"), sites, _IS_OF_INVESTOR.compiled),
        (_SAYS_WHOSE_SITE.compiled, None, _OWNS_NAMED.compiled),
        (re.compile("[自全独]|在.{2,16}[首第唯最又]"), this, _IS_HIS.compiled),
        (
            re.compile("的[企公单主一投].{1,4}[是为系]"),
            re.compile("[投出建运开持]"),
            _WHO_BUILDS.compiled,
        ),
        (re.compile("作为"), None, _IN_ROLE.compiled),
        (re.compile("[出投全]资|投建"), None, _PAYS_FOR_IT.compiled),
        (re.compile("由.*[负承]"), told, _LEFT_TO.compiled),
        (_IS_ACTED_ON.compiled, None, _ACTS_ON_SITE.compiled),
        (_IS_BUILT.compiled, None, _BUILDS.compiled),
        (_IS_BUILT_BY.compiled, re.compile("(?<=是)."), _BUILT_BY.compiled),
        (_IS_TENDERED.compiled, None, _TENDERS.compiled),
        (re.compile("作为"), re.compile("作(?=为)"), _AS_ROLE.compiled),
        (re.compile("在.*[建启拥布]"), None, _BUILDS_IN.compiled),
        (_SAYS_INVESTS.compiled, None, _INVESTS.compiled),
        (_IS_HELD.compiled, None, _HOLDS.compiled),
        (re.compile("在.{2,12}的"), None, _HAS_IN.compiled),
        (re.compile("在.*[设建造]的"), None, _BUILDS_THERE.compiled),
        (re.compile("[是属系]|成为"), re.compile("(?<=[是于属系为])."), _IS_OF_NAME.compiled),
        (re.compile("负责"), None, _RUNS_IT.compiled),
        (re.compile("股|占比"), None, _HOLDS_SHARE.compiled),
        (_IS_LABELLED.compiled, None, _LABEL_ALONE.compiled),
    )
