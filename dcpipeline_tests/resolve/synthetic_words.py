"""Words that names of synthetic projects are put together from.

Carriers, vendors and builders are operators of the register; all other firms, trade names and
places are made up from syllables.
"""

from dataclasses import dataclass
from random import Random
from typing import Final, Literal

Kind = Literal["ai", "data", "super"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its English, None where there is none."""

    zh: str
    en: str | None


@dataclass(frozen=True, slots=True)
class Firm:
    """A company.

    Attributes:
        short: usual name in Chinese.
        long: name in full, ``{city}`` and ``{province}`` stand for those of a project.
        english: name in English.
    """

    short: str
    long: str
    english: str


def _known(short: str, english: str, long: str = "{short}({city})有限公司") -> Firm:
    return Firm(short, long.replace("{short}", short), english)


CARRIERS: Final = (
    _known("中国移动", "China Mobile", "{short}{province}公司"),
    _known("中国电信", "China Telecom", "{short}{city}分公司"),
    _known("中国联通", "China Unicom", "{short}{province}公司"),
)
KNOWN: Final = (
    _known("华为云", "Huawei Cloud"), _known("阿里云", "Alibaba Cloud"),
    _known("腾讯", "Tencent", "{short}云计算({city})有限公司"), _known("百度", "Baidu"),
    _known("京东云", "JD Cloud"), _known("中科曙光", "Sugon", "{short}{city}信息技术有限公司"),
    _known("浪潮", "Inspur", "{short}云信息技术({city})公司"), _known("商汤科技", "SenseTime"),
    _known("科大讯飞", "iFlytek"), _known("万国数据", "GDS"), _known("世纪互联", "VNET"),
    _known("秦淮数据", "Chindata"), _known("润泽科技", "Range Intelligent", "{short}发展有限公司"),
    _known("中国能建", "CEEC", "{short}数字科技{province}有限公司"), _known("国家电投", "SPIC"),
    _known("中贝通信", "China Bester"), _known("弘信电子", "Hongxin Electronics"),
    _known("优刻得", "UCloud"), _known("中国广电", "China Broadnet", "{short}{province}公司"),
    _known("中联数据", "China United Data", "{short}集团"),
)  # fmt: skip
# State firms of a city; the short form is the one in use.
CITY_FIRMS: Final = (
    ("{city}城投", "{city}城市建设投资集团有限公司", "{en} City Investment"),
    ("{city}大数据集团", "{city}大数据发展集团有限公司", "{en} Big Data Group"),
    ("{city}产投", "{city}产业投资控股有限公司", "{en} Industrial Investment"),
    ("{city}数科", "{city}数字科技产业有限公司", "{en} Digital Technology"),
)
SECTORS: Final = (
    Word("科技", "Technology"), Word("数据", "Data"), Word("智算", "Intelligent Computing"),
    Word("云计算", "Cloud"), Word("信息", "Information"), Word("能源", "Energy"),
    Word("网络", "Networks"), Word("算力", "Computing"),
)  # fmt: skip
# Heads of one kind name the same thing; how often each is used follows the register.
HEADS: Final[dict[Kind, tuple[tuple[Word, int], ...]]] = {
    "ai": (
        (Word("智算中心", "Intelligent Computing Center"), 45),
        (Word("人工智能计算中心", "AI Computing Center"), 10),
        (Word("算力中心", "Computing Center"), 10),
        (Word("智能算力中心", "Intelligent Computing Power Center"), 4),
        (Word("人工智能算力中心", "AI Computing Power Center"), 4),
        (Word("智能计算中心", "Intelligent Computing Center"), 2),
    ),
    "data": (
        (Word("数据中心", "Data Center"), 25),
        (Word("大数据中心", "Big Data Center"), 8),
        (Word("云计算数据中心", "Cloud Computing Data Center"), 6),
        (Word("云数据中心", "Cloud Data Center"), 2),
    ),
    "super": (
        (Word("超算中心", "Supercomputing Center"), 8),
        (Word("超级计算中心", "Supercomputing Center"), 5),
        (Word("先进计算中心", "Advanced Computing Center"), 4),
    ),
}
CAMPUS: Final = (
    Word("大数据产业园", "Big Data Industrial Park"), Word("算力产业园", "Computing Park"),
    Word("数据园区", "Data Park"), Word("信息园", "Information Park"),
    Word("算力基地", "Computing Base"), Word("云谷", "Cloud Valley"),
)  # fmt: skip
# What is called neither center nor park.
UNDERTAKINGS: Final = (
    Word("算力集群", "Computing Cluster"), Word("算力项目", "Computing Project"),
    Word("智算平台", "Computing Platform"), Word("算力基础设施项目", "Computing Infrastructure"),
)  # fmt: skip
ZONES: Final = (
    Word("高新区", "High-tech Zone"), Word("经开区", "Economic Development Zone"),
    Word("空港", "Airport Zone"), Word("临港", "Lingang"), Word("保税区", "Bonded Zone"),
    Word("科学城", "Science City"), Word("大学城", "University Town"), Word("新城", "New Town"),
    Word("城东", "Chengdong"), Word("城西", "Chengxi"), Word("城南", "Chengnan"),
    Word("城北", "Chengbei"),
)  # fmt: skip
DIGITS: Final = "一二三四五六七八九"
EVENTS: Final = (
    "announced", "signed", "approved", "construction_start", "operational", "phase_online",
    "expanded",
)  # fmt: skip


def _syllables(zh: str, en: str) -> tuple[Word, ...]:
    """Characters, each with its sound."""
    return tuple(Word(*syllable) for syllable in zip(zh, en.split(), strict=True))


_FIRST: Final = _syllables(
    "云青松玉金银天海星晨明光鸿瑞泰盛启智慧数磐凌飞腾翔锐卓融汇聚锦彩碧翠苍沐清澄雅望怀思知行致博弘毅恒久远拓领极元原源群万千",
    "yun qing song yu jin yin tian hai xing chen ming guang hong rui tai sheng qi zhi hui "
    "shu pan ling fei teng xiang rui zhuo rong hui ju jin cai bi cui cang mu qing cheng "
    "ya wang huai si zhi xing zhi bo hong yi heng jiu yuan tuo ling ji yuan yuan yuan qun "
    "wan qian",
)  # fmt: skip
_SECOND: Final = _syllables(
    "岭帆禾泉峰川澜涛潮波舟桥梁柱石岩屿湾渡浦溪湖泽原野林森杉柏枫桐竹兰荷莲菊鹤鹏雁鹰骏麟龙虎象图方圆衡枢纽链芯脑核维算码景",
    "ling fan he quan feng chuan lan tao chao bo zhou qiao liang zhu shi yan yu wan du pu "
    "xi hu ze yuan ye lin sen shan bai feng tong zhu lan he lian ju he peng yan ying jun "
    "lin long hu xiang tu fang yuan heng shu niu lian xin nao he wei suan ma jing",
)  # fmt: skip
_THIRD: Final = _syllables(
    "谷港岛塔台坊洲城堡园坡里",
    "gu gang dao ta tai fang zhou cheng bao yuan po li",
)  # fmt: skip


def trade_name(random: Random) -> Word:
    """A made-up name of two syllables, or of three in one case of three."""
    syllables = [random.choice(_FIRST), random.choice(_SECOND)]
    if random.random() < 1 / 3:
        syllables.append(random.choice(_THIRD))
    sound = "".join(syllable.en or "" for syllable in syllables)
    return Word("".join(syllable.zh for syllable in syllables), sound.capitalize())


def made_firm(random: Random, mark: Word) -> Firm:
    """A firm of that name, in a sector."""
    sector = random.choice(SECTORS)
    english = f"{mark.en} {sector.en}"
    return Firm(f"{mark.zh}{sector.zh}", f"{{city}}{mark.zh}{sector.zh}有限公司", english)


def other_character(random: Random) -> str:
    """A character as a slip of the pen leaves it."""
    return random.choice(_SECOND).zh
