"""News, feeds and files as sources publish them. Companies and projects are invented."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from dcpipeline_tests.site.server import Handler, Reply, Site

ROBOTS = "User-agent: *\nDisallow: /forbidden/\n\nUser-agent: greedy\nDisallow: /\n"


@dataclass(frozen=True)
class Story:
    """One announcement."""

    path: str
    title: str
    day: str
    source: str
    paragraphs: tuple[str, ...]
    language: str = "zh-CN"

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.day).replace(hour=9, tzinfo=UTC)


STORIES = (
    Story(
        "/news/1.html",
        "中卫沙坡头云帆智算中心一期开工建设",
        "2026-03-02",
        "沙坡头融媒",
        (
            "3月1日，云帆智算中心一期项目在宁夏中卫市沙坡头区举行开工仪式。",
            "项目由宁夏云帆算力科技有限公司投资建设，总投资18.6亿元，规划建设标准机柜3000个。",
            "一期建成后可提供1500P智能算力，计划2027年6月投入使用。",
        ),
    ),
    Story(
        "/news/2.html",
        "庆阳西峰启航智算中心正式投入运营",
        "2026-02-18",
        "西峰发布",
        (
            "2月17日，启航智算中心在甘肃省庆阳市西峰区正式投入运营。",
            "该中心由庆阳启航智联数据有限公司运营，已建成机柜1200个，算力规模2000P。",
            "项目总投资9.8亿元，PUE设计值为1.2。",
        ),
    ),
    Story(
        "/news/3.html",
        "乌兰察布集宁草原智算基地项目签约",
        "2026-01-26",
        "集宁新闻",
        (
            "1月25日，内蒙古乌兰察布市集宁区与北京澜图智能科技有限公司签署合作协议，"
            "共建草原智算基地。",
            "项目计划投资35亿元，分两期建设，建成后算力规模达到5000P。",
        ),
    ),
    Story(
        "/news/4.html",
        "贵安新区黔灵人工智能计算中心通过备案",
        "2025-12-11",
        "贵安观察",
        (
            "近日，黔灵人工智能计算中心项目获得贵州省贵安新区投资备案。",
            "项目由贵州黔灵云数有限公司建设，规划机架6000架，总投资22亿元。",
        ),
    ),
    Story(
        "/news/5.html",
        "芜湖鸠江江淮智算中心二期主体封顶",
        "2025-11-20",
        "鸠江在线",
        (
            "11月19日，安徽省芜湖市鸠江区江淮智算中心二期主体结构封顶。",
            "二期由芜湖江淮算网有限公司投资12亿元，新增机柜2400个、智能算力3000P。",
        ),
    ),
    Story(
        "/news/6.html",
        "韶关浈江粤北智算中心暂停建设",
        "2025-10-09",
        "韶关经济",
        (
            "记者获悉，位于广东省韶关市浈江区的粤北智算中心项目已暂停建设。",
            "项目业主韶关粤北数港有限公司称，原计划的1000P算力将视需求另行安排。",
        ),
    ),
    Story(
        "/news/7.html",
        "张家口怀来官厅智算中心首批算力上线",
        "2025-09-15",
        "怀来资讯",
        (
            "9月12日，河北省张家口市怀来县官厅智算中心首批800P算力上线试运行。",
            "项目由怀来官厅数据科技有限公司建设，总规划算力4000P，总投资28亿元。",
        ),
    ),
    Story(
        "/news/8.html",
        "哈密伊州天山智算中心项目公示中标结果",
        "2025-08-28",
        "哈密招采",
        (
            "8月27日，新疆哈密市伊州区天山智算中心设备采购项目公示中标结果。",
            "中标人为哈密天山云算有限公司，中标金额3.2亿元，建设智能算力600P。",
        ),
    ),
    Story(
        "/news/en-1.html",
        "Construction of Lanhai AI computing center starts in Weifang",
        "2026-03-10",
        "Weifang Today",
        (
            "On March 9, 2026, construction of the Lanhai AI Computing Center started in Weifang, "
            "Shandong province.",
            "Shandong Lanhai Digital Co., Ltd. invests 1.4 billion yuan; the center will offer "
            "1,200 petaflops and 2,000 racks by the end of 2027.",
        ),
        "en",
    ),
    Story(
        "/news/fr-1.html",
        "Le centre de calcul Yunhe entre en service à Ganzhou",
        "2026-02-05",
        "Chronique de Ganzhou",
        (
            "Le centre de calcul intelligent Yunhe est entré en service le 4 février 2026 à "
            "Ganzhou, dans la province du Jiangxi.",
            "Exploité par Ganzhou Yunhe Données, il compte 900 baies et a coûté 600 millions de "
            "yuans.",
        ),
        "fr",
    ),
)
_ROWS = (
    ("云帆智算中心", "宁夏", "中卫市", "在建", "1500", "18.6", "2026-03-01"),
    ("启航智算中心", "甘肃", "庆阳市", "投运", "2000", "9.8", "2026-02-17"),
    ("草原智算基地", "内蒙古", "乌兰察布市", "签约", "5000", "35", "2026-01-25"),
    ("江淮智算中心二期", "安徽", "芜湖市", "在建", "3000", "12", "2025-11-19"),
)
_COLUMNS = ("项目名称", "省份", "城市", "状态", "算力(P)", "投资(亿元)", "日期")


def put_on(site: Site) -> None:
    """Add pages, feeds and files to a site."""
    site.add("/robots.txt", ROBOTS, content_type="text/plain; charset=utf-8")
    site.add(
        "/", "<html><head><title>算力资讯</title></head><body><a href='/listing'>项目</a></body>"
    )
    site.add("/listing", listing())
    for story in STORIES:
        site.add(story.path, news_page(story))
    for path, make, kind in (
        ("/feed.rss", rss, "application/rss+xml"),
        ("/feed.atom", atom, "application/atom+xml"),
        ("/gdelt", gdelt, "application/json"),
    ):
        site.add(path, _linking(make, f"{kind}; charset=utf-8"))
    site.add("/projects.csv", projects_csv(), content_type="text/csv; charset=utf-8")
    site.add("/table.html", table_page())
    site.add("/weekly.html", weekly_page())


def _linking(make: Callable[[str], str], content_type: str) -> Handler:
    """A file with whole addresses: these are known once the site is up."""
    return lambda asked: Reply(make(asked.site.url("")).encode(), content_type=content_type)


def _page(title: str, language: str, body: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head>\n<body>\n"
        '<div class="nav"><a href="/">首页</a> <a href="/listing">项目动态</a></div>\n'
        f'{body}\n<div class="footer">网站声明 联系我们</div>\n</body></html>\n'
    )


def listing() -> str:
    """The index page: a list of links with dates, newest first."""
    stories = sorted(STORIES, key=lambda story: story.day, reverse=True)
    items = "\n".join(
        f'<li><a href="{story.path}" title="{escape(story.title)}">{escape(story.title)}</a>'
        f'<span class="date">{story.day}</span></li>'
        for story in stories
    )
    more = '<div class="page"><a href="/listing?page=2">下一页</a></div>'
    return _page(
        "项目动态", "zh-CN", f'<h1>项目动态</h1>\n<ul class="list">\n{items}\n</ul>\n{more}'
    )


_LINES = {
    "zh-CN": "发布时间：{} 来源：{}",
    "en": "Published: {} Source: {}",
    "fr": "Publié le {} Source : {}",
}


def news_page(story: Story) -> str:
    """A page of news: title, line with date and source, paragraphs."""
    line = _LINES[story.language].format(story.day, escape(story.source))
    paragraphs = "\n".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    body = (
        f'<h1>{escape(story.title)}</h1>\n<div class="info">{line}</div>\n'
        f'<div class="article">\n{paragraphs}\n</div>'
    )
    return _page(story.title, story.language, body)


def rss(root: str) -> str:
    """All stories as RSS 2.0."""
    items = "\n".join(
        f"<item><title>{escape(story.title)}</title><link>{root}{story.path}</link>"
        f"<guid>{root}{story.path}</guid><pubDate>{format_datetime(story.moment)}</pubDate>"
        f"<description>{escape(story.paragraphs[0])}</description></item>"
        for story in STORIES
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"<title>算力资讯</title><link>{root}/</link><description>项目动态</description>\n"
        f"{items}\n</channel></rss>\n"
    )


def atom(root: str) -> str:
    """All stories as Atom 1.0."""
    entries = "\n".join(
        f'<entry><title>{escape(story.title)}</title><link href="{root}{story.path}"/>'
        f"<id>{root}{story.path}</id><updated>{story.moment.isoformat()}</updated>"
        f"<summary>{escape(story.paragraphs[0])}</summary></entry>"
        for story in STORIES
    )
    newest = max(story.moment for story in STORIES).isoformat()
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>算力资讯</title><id>{root}/</id><updated>{newest}</updated>\n"
        f"{entries}\n</feed>\n"
    )


def gdelt(root: str) -> str:
    """All stories as a search answers them in the article-list mode of GDELT DOC 2.0."""
    languages = {"zh-CN": "Chinese", "en": "English", "fr": "French"}
    articles = [
        {
            "url": root + story.path,
            "url_mobile": "",
            "title": story.title,
            "seendate": story.moment.strftime("%Y%m%dT%H%M%SZ"),
            "socialimage": "",
            "domain": root.partition("//")[2].partition(":")[0],
            "language": languages[story.language],
            "sourcecountry": "China",
        }
        for story in STORIES
    ]
    return json.dumps({"articles": articles}, ensure_ascii=False, indent=1)


def projects_csv() -> str:
    """A small data set."""
    text = io.StringIO()
    csv.writer(text).writerows([_COLUMNS, *_ROWS])
    return text.getvalue()


def table_page() -> str:
    """The same rows as a table."""
    head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _ROWS
    )
    body = (
        "<h1>2026年一季度智算中心项目清单</h1>\n"
        '<div class="info">发布时间：2026-04-02 来源：算力资讯</div>\n'
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
    )
    return _page("2026年一季度智算中心项目清单", "zh-CN", body)


def weekly_page() -> str:
    """A digest: one numbered heading and one paragraph for each story."""
    stories = [story for story in STORIES if story.language == "zh-CN"][:4]
    parts = "\n".join(
        f"<h3>{number}. {escape(story.title)}</h3>\n<p>{escape(''.join(story.paragraphs))}</p>"
        for number, story in enumerate(stories, 1)
    )
    body = (
        "<h1>算力周报（2026年第10期）</h1>\n"
        '<div class="info">发布时间：2026-03-08 来源：算力资讯</div>\n'
        f'<div class="article">\n{parts}\n</div>'
    )
    return _page("算力周报（2026年第10期）", "zh-CN", body)
