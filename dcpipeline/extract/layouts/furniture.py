"""Parts of a page that are not what it says: menus, share bars, related links, footers."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborNode

from dcpipeline.extract.document import Unread
from dcpipeline.extract.layouts.pieces import Piece

NOT_SHOWN: Final = "not shown to a reader"
NOT_THE_BODY: Final = "not part of the body"

# Elements whose text no reader sees; they are taken out of the tree before anything is read.
SILENT: Final = "script,style,noscript,template"
_BY_TAG: Final = {
    "nav": "nav",
    "aside": "sidebar",
    "footer": "footer",
    "form": "form",
    "button": "form",
    "select": "form",
    "textarea": "form",
    "input": "form",
    "dialog": "notice to visitors",
    "iframe": "embedded page",
    "frameset": "embedded page",
    "object": "embedded page",
    "svg": "picture",
    "canvas": "picture",
    "video": "video",
    "audio": "video",
    "rt": "reading of characters",
    "rp": "reading of characters",
    "head": "head",
}
# Words within a class or id, and words that count only as the whole of one: position-relative and
# border-bottom say nothing of a part.
_BY_NAME: Final = (
    ("nav", "nav|navi|navbar|navigation|menu|topnav|subnav", "menus|topbar|top-bar"),
    ("breadcrumbs", "breadcrumbs?|crumbs?", "bread|dqwz|position|location|curpos|weizhi"),
    (
        "share bar",
        r"share|sharing|bdshare\w*|jiathis\w*|addthis\w*|qrcode|ewm|erweima|fontsize",
        "social|toolbar|tools|tool|print|dayin|sns|shares",
    ),
    (
        "related links",
        "related|relates|recommend(?:ed|ation|ations|s)?|readmore|xgyd|xgxw|xiangguan|tuijian|hotnews",
        "hot|rank|ranking|latest|trending|popular|relate|morenews",
    ),
    ("previous and next", "pagination|pager|prenext|prevnext|pagenav", "prev|next|page_nav|pages"),
    ("comments", r"comments?|commentlist|disqus\w*|pinglun", "respond"),
    ("sidebar", "sidebar|sidenav|sider", "side|aside|rightbar"),
    ("footer", "footer|copyrights?|friendlinks?|colophon", "foot|bottom|icp|links"),
    (
        "notice to visitors",
        "cookies?|gdpr|newsletter|paywall|signup",
        "popup|modal|login|subscribe|subscription|consent",
    ),
    ("advertisement", "adverts?|advertisement|guanggao|sponsored", "ad|ads|gg|promo|banner"),
    ("tags", "taglist|hashtags", "tags|keywords"),
    ("header", "masthead|siteheader|site-header", "header|top|head|logo"),
)
_NAMED: Final = re.compile(
    "|".join(
        rf"(?P<n{i}>(?<![^\s_-])(?:{parts})(?![^\s_-])|(?<!\S)(?:{wholes})(?!\S))"
        for i, (_, parts, wholes) in enumerate(_BY_NAME)
    ),
    re.IGNORECASE,
)
_HIDDEN_STYLE: Final = re.compile(r"(?:display|visibility)\s*:\s*(?:none|hidden)", re.IGNORECASE)
# From such a heading on a page speaks of other pages.
RELATED_HEADING: Final = re.compile(
    r"[【\[\s■▲●·]*(?:相关(?:阅读|新闻|链接|文章|报道|推荐|资讯|信息|稿件|内容|热词|专题)|(?:推荐|延伸|扩展|拓展|热门|猜你)"
    r"(?:阅读|新闻|文章|喜欢|资讯)|热点(?:新闻|推荐|排行)|更多(?:新闻|阅读|资讯|精彩|文章)|最新(?:文章|资讯|新闻)|大家都在看|"
    r"网友评论|我要评论|发表评论|评论列表|您可能感兴趣|"
    r"related (?:articles|stories|posts|news|links)|"
    r"read (?:more|next|also)|more (?:from|stories|on this|news)|recommended|you may also like|"
    r"lire aussi|à lire aussi|sur le même (?:sujet|thème)|articles? (?:liés|similaires|connexes)|"
    r"voir aussi|leave a (?:comment|reply)|\d* ?comments?|commentaires?)[\s】\]:：>》.…]*",
    re.IGNORECASE,
)
# Such words followed by links on their own line.
_RELATED_LINE: Final = re.compile(
    r"[【\[]?(?:往期(?:回顾|推荐|精选|内容)|相关(?:阅读|链接|新闻|公告|文章)|延伸阅读|推荐阅读|更多|"
    r"see also|lire aussi)"
    r"[】\]]?\s*[:：].*",
    re.IGNORECASE,
)
_LINE: Final = tuple(
    (what, re.compile(words, re.IGNORECASE))
    for what, words in (
        (
            "breadcrumbs",
            r"(?:您?(?:当前|现在|所在)(?:的)?(?:位置|在)|当前页面)[是于]?\s*[:：].*|首页\s*[>»/›].*",
        ),
        (
            "previous and next",
            r"[【\[]?(?:上一?[篇页条则个]|下一?[篇页条则个]|返回(?:列表|首页|顶部|上一页)|"
            r"previous(?: post| article)?|next(?: post| article)?|"
            r"article (?:précédent|suivant))(?:[】\]\s:：|].*)?",
        ),
        (
            "share bar",
            r"(?:分享(?:到|至)?|扫一扫.*|微信扫.*|字[体号]\s*[:：]?.{0,12}|【?字体\s*[:：](?!.*\d{4}\s*[-/.年]).*|打印(?:本页)?|"
            r"关闭(?:窗口|本页)?|[【\[]?\s*打印.{0,16}关闭\s*[】\]]?|收藏|点赞|"
            r"share(?: this)?(?: article)?|partager|imprimer|print|"
            r"浏览(?:次数|量)?\s*[:：]\s*\d*\s*次?|阅读(?:次数|量)?\s*[:：]\s*\d*|tweet|facebook|twitter|linkedin|"
            r"点击(?:上方|下方|左下角|右上角|蓝字).{0,12}(?:关注|订阅).{0,12}|长按.{0,8}二维码.{0,12}|"
            r"大\s*中\s*小|保护视力色.*|无障碍.*|繁體中文|简体中文)",
        ),
        (
            "editor line",
            r"[（(【\[]?(?:责任编辑|责编|编辑|审核|校对|编审|初审|复审|终审|监制|值班编委|审签)\s*[:：].{0,40}",
        ),
        (
            "disclaimer",
            r"[（(【\[*\s]*(?:免责声明|版权声明|版权及免责|特别声明|声明\s*[:：]|郑重声明|(?:版权|著作权)(?:所有|归)|"
            r"本文(?:仅代表|来自|为作者|由.{1,20}发布).{0,40}观点|"
            r"copyright\b|©|all rights reserved|tous droits réservés|"
            r"凡本网(?:注明|所属)|未经(?:授权|许可)).*",
        ),
        (
            "footer",
            r".{0,40}(?:ICP(?:备|证)|公网安备|网站标识码|网站地图|联系我们\s*[|｜]|技术支持\s*[:：]|"
            r"主办(?:单位)?\s*[:：].{0,30}承办).*",
        ),
        (
            "notice to visitors",
            r".{0,30}(?:we use cookies|accept (?:all )?cookies|nous utilisons des cookies|"
            r"accepter les cookies|浏览器版本过低|请开启javascript|enable javascript|"
            r"subscribe to our|sign up for|inscrivez-vous).{0,200}",
        ),
    )
)
# One of these stands in each line of the forms that may open with anything.
_SIGNS: Final = {
    "footer": re.compile("icp|公网安备|网站标识码|网站地图|联系我们|技术支持|主办"),
    "notice to visitors": re.compile("cookies|浏览器|javascript|subscribe|sign up|inscrivez"),
}
_LONGEST_LINE: Final = 240
# Of longer lines only small print is furniture; a look for its words spares prose the nine forms.
_LONG_LINE: Final = 60
_LONG_TRACES: Final = (
    "icp", "公网安备", "声明", "版权", "著作权", "观点", "授权", "许可", "位置", "首页", "网站",
    "扫", "©", "浏览器", "技术支持", "cookies", "copyright", "rights", "réservés", "javascript",
    "subscribe", "sign up", "inscrivez",
)  # fmt: skip


def part_of(tag: str | None, attributes: dict[str, str | None]) -> tuple[str, str] | None:
    """Which part of the page an element is, and why it is left out; None for what may be body."""
    known = _BY_TAG.get(tag or "")
    if known is not None:
        return known, NOT_THE_BODY
    if not attributes:
        return None
    style = attributes.get("style")
    if "hidden" in attributes or (style and _HIDDEN_STYLE.search(style)):
        return "hidden element", NOT_SHOWN
    return part_by_name(attributes)


def part_by_name(attributes: dict[str, str | None]) -> tuple[str, str] | None:
    """The part that the class or id of an element names."""
    name, of = attributes.get("class"), attributes.get("id")
    if not name and not of:
        return None
    what = _named(f"{name or ''} {of or ''}"[:200])
    return None if what is None else (what, NOT_THE_BODY)


@lru_cache(maxsize=4096)
def _named(names: str) -> str | None:
    match = _NAMED.search(names)
    if match is None or match.lastgroup is None:
        return None
    return _BY_NAME[int(match.lastgroup[1:])][0]


def take_out(nodes: Iterable[LexborNode]) -> list[Unread]:
    """Remove elements from their tree.

    Returns:
        What they held; scripts by their length, for they have no visible text.
    """
    unread: list[Unread] = []
    for node in nodes:
        characters = len(node.text())
        if characters:
            unread.append(Unread(node.tag or "", NOT_SHOWN, characters))
        node.decompose()
    return unread


def furniture_line(text: str) -> str | None:
    """What a line is that stands in the body without being part of it; None for other lines."""
    if len(text) > _LONGEST_LINE:
        return None
    lowered = text.lower()
    if len(text) > _LONG_LINE and not any(map(lowered.__contains__, _LONG_TRACES)):
        return None
    for what, form in _LINE:
        sign = _SIGNS.get(what)
        if (sign is None or sign.search(lowered)) and form.fullmatch(text):
            return what
    return None


def without_furniture(pieces: list[Piece]) -> tuple[list[Piece], list[Unread]]:
    """Pieces of the body without lines of furniture and without what follows a related heading."""
    kept: list[Piece] = []
    unread: list[Unread] = []
    for index, piece in enumerate(pieces):
        if RELATED_HEADING.fullmatch(piece.text) and _leads_away(pieces[index + 1 :]):
            rest = sum(len(other.text) for other in pieces[index:])
            unread.append(Unread("related links", NOT_THE_BODY, rest))
            break
        what = None if piece.cells else furniture_line(piece.text)
        if piece.linked * 2 > len(piece.text) and _RELATED_LINE.fullmatch(piece.text):
            what = "related links"
        if what is None:
            kept.append(piece)
        else:
            unread.append(Unread(what, NOT_THE_BODY, len(piece.text)))
    return kept, unread


def _leads_away(rest: list[Piece]) -> bool:
    """Whether what follows a related heading is mostly links, or nothing."""
    characters = sum(len(piece.text) for piece in rest)
    return sum(piece.linked for piece in rest) * 2 >= characters or characters < 40
