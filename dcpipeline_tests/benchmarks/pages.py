"""Written pages of the size and shape of Chinese news pages: 2 kB of them are the article.

Pages of big newspapers have 100 kB; most others, and most pages of crawls, a quarter of that.
"""

from functools import lru_cache
from random import Random
from typing import Final

PAGES: Final = 20
_SCRIPTS: Final = 9
_LINKS: Final = 400
_CITIES: Final = (
    ("安徽省", "芜湖市"), ("贵州省", "贵阳市"), ("甘肃省", "庆阳市"), ("湖北省", "荆州市"),
    ("广西壮族自治区", "来宾市"), ("河北省", "张家口市"), ("宁夏回族自治区", "中卫市"),
    ("湖南省", "郴州市"), ("四川省", "雅安市"),
)  # fmt: skip
_SITES: Final = ("云岭", "江畔", "青禾", "北麓", "望川", "松泉", "临湖", "玉带", "长滩", "石渡")
_TOPICS: Final = (
    "全市经济工作会议召开", "春季招聘会本周末举行", "老旧小区改造进展顺利", "中小学开学时间确定",
    "高速公路新增服务区", "蔬菜价格稳中有降", "图书馆延长开放时间", "文旅消费持续升温",
    "防汛物资储备到位", "企业座谈会在开发区召开",
)  # fmt: skip
_PARAGRAPHS: Final = (
    "{day}，记者从{city}有关部门获悉，位于{province}{city}高新区的{site}智算中心{phase}期项目正式{done}。",
    "据了解，{site}智算中心由{company}投资建设，总投资{money}亿元，占地{area}亩，规划机架{racks}个，"
    "分三期实施，全部建成后可提供{compute}P智能算力。",
    "其中，一期投资{part}亿元，部署{servers}台服务器，设计PUE值为1.{pue}，预计明年6月投入使用。",
    "项目现场负责人介绍，工人们正在安装供配电和冷却设备，为保证工期，施工方增派了两个班组，"
    "夜间也有人值守，各道工序衔接紧密。",
    "该负责人说，当地气候凉爽、电力充足，企业愿意把训练任务放到这里，目前已有十余家单位前来考察，"
    "涉及气象、医疗、工业设计等方面。",
    "截至目前，{city}在用标准机架达到{total}个，算力规模超过{whole}P。",
    "“我们希望把更多的应用带到这里。”{company}一位工作人员表示，下一步将加快推进二期工程，"
    "二期计划总投资{next}亿元。",
    "{city}发展改革部门表示，将继续做好用地、用能等保障，推动项目早日见效，为本地企业提供便捷的算力服务。",
)


def news_page(number: int, turn: int = 0, *, links: int = _LINKS, scripts: int = _SCRIPTS) -> bytes:
    """A page; the same one of another turn has another article, and other words in its links."""
    title, article = _article(Random(number * 1_000_003 + turn))
    words = {"@TITLE": title, "@ARTICLE": article, "@MORE": f"更多{turn}"}
    page = _frame(number, links, scripts)
    for mark, said in words.items():
        page = page.replace(mark, said)
    return page.encode()


@lru_cache(maxsize=PAGES)
def _frame(number: int, link_count: int, script_count: int) -> str:
    """What stands around the articles."""
    random = Random(number)
    scripts = [_script(random) for _ in range(script_count)]
    links = _links(random, link_count)
    third = len(links) // 3
    parts = [
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>@TITLE_江城在线</title>',
        f"<style>{_style(random)}</style>", *scripts[:4], "</head><body>",
        f'<div class="top"><ul class="nav">{"".join(links[:third])}</ul></div>',
        '<div class="main"><h1>@TITLE</h1><div class="info"><span>2025-06-20 09:14</span> '
        "<span>来源：江城在线</span> <span>责任编辑：文远</span></div>",
        '<div class="article-content">@ARTICLE</div></div>',
        f'<div class="side"><h3>热点新闻</h3><ul>{"".join(links[third : 2 * third])}</ul></div>',
        f'<div class="related"><h3>相关阅读</h3><ul>{"".join(links[2 * third :])}</ul></div>',
        *scripts[4:], '<div class="footer"><p>江城在线 版权所有</p><p>联系我们</p></div>',
        "</body></html>",
    ]  # fmt: skip
    return "\n".join(parts)


def _article(random: Random) -> tuple[str, str]:
    province, city = random.choice(_CITIES)
    site = random.choice(_SITES) + random.choice(_SITES)
    done = random.choice(["开工建设", "建成投产", "签约落地", "主体封顶"])
    words = {
        "province": province, "city": city, "site": site, "done": done,
        "day": f"6月{random.randrange(1, 20)}日", "phase": random.choice("一二"),
        "company": f"{site}{random.choice(['数据', '智算', '云计算'])}科技有限公司",
        "money": random.randrange(8, 90), "area": random.randrange(60, 300),
        "pue": random.choice("12"),
        "racks": random.randrange(10, 99) * 100, "compute": random.randrange(5, 90) * 100,
        "part": random.randrange(2, 8), "servers": random.randrange(100, 900),
        "total": random.randrange(2, 90) * 1_000, "whole": random.randrange(5, 90) * 1_000,
        "next": random.randrange(5, 50),
    }  # fmt: skip
    told = [text.format(**words) for text in _PARAGRAPHS]
    extra = random.sample(told[3:5], k=random.randrange(3))
    paragraphs = "\n".join(f"<p>&emsp;&emsp;{text}</p>" for text in told + extra)
    return f"{city}{site}智算中心项目{done}", paragraphs


def _links(random: Random, count: int) -> list[str]:
    return [
        f'<li class="item"><a href="/news/2025/06/{random.randrange(10**7)}.html" target="_blank" '
        f'title="@MORE">{random.choice(_TOPICS)}{random.randrange(1_000)}</a><span class="date">'
        f"06-{random.randrange(10, 30)}</span></li>\n"
        for _ in range(count)
    ]


def _script(random: Random) -> str:
    lines = [
        f'window.state{random.randrange(10**6)}={{"slot":"{random.randrange(10**9)}",show:true}};'
        for _ in range(60)
    ]
    return f"<script>{''.join(lines)}</script>"


def _style(random: Random) -> str:
    return "".join(
        f".c{random.randrange(10**4)}{{margin:{random.randrange(40)}px;color:#333}}\n"
        for _ in range(250)
    )
