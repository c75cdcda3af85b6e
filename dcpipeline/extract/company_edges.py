"""Where the name of a company begins in a Chinese sentence.

Registered names may hold characters that are also function words (骋风而来, 信和云, 数据系统), so
such a character ends the words before a name only where it can be one there.
"""

import re
from collections.abc import Mapping
from typing import Final

# Words after which the name of a company begins.
_WORDS: Final = re.compile(
    r"(?:以及|致电|身份|投资者|利用|^现(?=[\u4e00-\u9fff]{3})(?!代)|今后|眼下|如今|当前|随后|此后|聘请|(?<!邀)请|代表|要是|若是|这[一两三几些][家处个座]?|设立|项目公司|合资公司|合营公司|受让方|受让人|出让人|竞得人|前者|后者|归(?![国属根来零])|转让方|同意|客户|供应商|承建方|花落|总承包|竞得|摘得|斩获|拿下|背后|名为|项目方|出资方|(?:运营|投资|服务|提供|开发|集成|制造)商|厂商|结合|新东家|新业主|接手方|单位|主体|招标人|采购人|中标人|投资方|运营方|建设方|业主|法人|候选人|名称|携手|联合|牵头|引进|"
    r"引入|委托|控股股东|"
    r"控股子公司|全资子公司|全资孙公司|子公司|参股公司|关联方|合作方|股东|投资人|企业|龙头|排头兵|国家队|主力军|领军者|领跑者|先行者|领头羊|签约|签订|签署|协议|合作|负责|投资|建设|运营|打造|正式移交|移交|划转|转让给|出售给|转给|交付给|"
    r"项目|中标|收购|通过(?!信)|关于|此前|目前|日前|近日|其中|包括|例如|来自|隶属于|归属于|属于|隶属|总部|注册|成立|依托|获悉|公告|显示|介绍|"
    r"旗下|下属|所属|本次|拟|[省市区县州]属|国家级|省级|市级|县政府|市政府|区政府|人民政府|管委会)"
    r"|(?<=\d)[年月日号时]|[今去明前同当]年|[本上下当]月|[今昨前当同]日|(?:同|当|届|及|随)时|时(?=[由与和,])"
    r"|[的了由是等该将已让给]|被(?!服)|这家|[它他我你您]们?|[一二两三四五六七八九十几多数余\d]家"
    r"|(?<=[拥具设建持现没还共含另占])有|有(?=[一二两三四五六七八九十几多数\d])"
)
# Characters that are function words, and parts of names as well.
_PARTICLES: Final = re.compile(
    r"(?:与|(?<!呼)(?<!中)(?<!共)和(?!林|田|谐|硕|静|布克|平区|县|龙|政|顺)|及|向(?!日葵)|(?<!华)为|对|从|系(?!统|列)|称|在(?!线)"
    r"|其|至|到|以|(?<!数)据|或|也|均|还|又|并(?!行)|则|而|叫|(?<!国|拥|具|设|建|持|现|没|还|共|含|另|占)有(?!限|色|孚))"
)
_BOTH: Final = re.compile(f"(?P<word>{_WORDS.pattern})|{_PARTICLES.pattern}")
# One character before these can be an adverb (曾与, 现为); before the others it is a name.
_BEHIND_ADVERBS: Final = frozenset("与为对从向及到以至在系称")
_JOINS: Final = frozenset("与和及")
# 新城建设投资集团, 智算运营有限公司, 中电联合控股: parts of the name where only such words follow.
_OF_NAMES: Final = frozenset({"投资", "建设", "运营", "合作", "打造", "协议", "企业", "联合"})
_GENERIC: Final = re.compile(
    r"(?:投资|建设|发展|运营|开发|产业|实业|科技|控股|股份|信息|数据|技术|服务|管理|工程|能源|电力|网络|集团|通信|数字|智能|电子|资产|资本|城市)*"
)


def cut_before_name(window: str, seats: Mapping[int, int]) -> int:
    """How many characters before a name belong to other words.

    Args:
        window: the words before the form of a company, up to the last mark.
        seats: where places begin in the window, and where each of them ends.
    """
    cut = 0
    for match in _BOTH.finditer(window):
        if match["word"]:
            if _ends_words(match.group(), window[match.end() :]):
                cut = match.end()
        elif _is_particle(match, cut, seats):
            cut = match.end()
    opened = window.rfind("(")
    if opened >= cut and ")" not in window[opened:]:
        cut = opened + 1
    closed = window.rfind(")")
    if closed >= cut and "(" not in window[cut:closed]:
        cut = closed + 1
    return cut


def _ends_words(word: str, rest: str) -> bool:
    if word in _OF_NAMES and _GENERIC.fullmatch(rest):
        return False
    return bool(rest) or len(word) == 1 or word in {"以及", "这家"}


def _is_particle(match: re.Match[str], cut: int, seats: Mapping[int, int]) -> bool:
    """Whether a character stands between words, not inside the name that begins at ``cut``."""
    character = match.group()
    if match.end() in seats or match.end() == len(match.string):
        return True
    name = seats.get(cut, cut)
    before = match.start() - name
    if character == "而":
        return match.start() == cut
    if name != cut:
        # 由杭州和云科技 but 杭州与和云科技签约; 深圳信和科技: a name has two characters at least.
        joins = before == 0 and character in _JOINS and match.string[cut - 1 : cut] != "由"
        return joins or before > 1
    return before != 1 or character in _BEHIND_ADVERBS
