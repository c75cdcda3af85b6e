"""Where on a page its body stands: usual containers first, then the density of prose."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborNode

from dcpipeline.extract.layouts.furniture import part_of
from dcpipeline.extract.layouts.pieces import visible

# Ids and classes of the body in content systems of Chinese governments, papers, portals, exchanges
# and trade press, and of English and French sites; in lower case.
_BODY_NAMES: Final = """
trs_editor trs_ueditor trs_preappend trs_web trs_editor_view trs_paper_default ucap-content
zoom ozoom zoomcon fontzoom js-content js_content rich_media_content artibody art_content
articlecontent article-content article_content article__content article-body article_body
article__body articlebody article-con article_con articletext article-text article__text
article_text article-detail article-main articlemain article_main art_con artcon art-con
art-content artcontent arc-body arc_body newscontent news-content news_content newsdetail
news-detail news_detail newstext news_text news-text news_txt news_con newscon newsbody
news-body newsmain content-article content_article contentnews contenttext content-text
content_text text-content text_content textcontent txt_content txtcontent con_text con-text
contxt context contentbody content-body content_body maincontent main-content main_content
mainbody main-text maintext detail-content detail_content detailcontent details-content
detail-body detail_body detailbody detail-text detail p-detail pages_content page-content
page_content pagecontent xxgk_content xxgk-content xxgk_con xxgkcontent zwgk_content zw_content
wzcon wz_con wznr bt_content bt-content info_content infocontent info-content con_main
scroll_cont nr_con nrkuang rm_txt_con rwb_zw text_con box_con left_zw chan_newsdetail endtext
post_text post_body cont_txt entry-content entrycontent post-content post_content postcontent
post-body td-post-content single-content blog-content story-body story-content story-text
storytext story_body storybody richtext rich-text rich_text custom_unionstyle wp_articlecontent
notice_content noticecontent notice-content announcement-content stockcodes container-article
qmt_content_div tdcontent mp-editor founder-content articlebox text-body body-text
field--name-body field-name-body c-article-content c-article__body texte contenu-article
contenu_article article__corps corps-article wysiwyg block-text prose cms-content
"""
_BODIES: Final = frozenset(_BODY_NAMES.split())
_BODY_PREFIX: Final = re.compile(
    r"(?:^| )(?:vsb_content\w*|article-body[\w-]*|trs_editor\w*|ueditor\w*)(?= |$)"
)
_HOLDERS: Final = "div,article,main,section,td"
_INLINE: Final = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em",
        "font", "i", "ins", "kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span",
        "strong", "sub", "sup", "time", "tt", "u", "var",
    }
)  # fmt: skip
_SELF_HOLDING: Final = frozenset({"div", "td", "section", "article", "main", "body", "pre"})
_STOPS: Final = re.compile(r"[，。；！？,;.!?：:]")
_FEWEST_CHARACTERS: Final = 50
_PROSE: Final = 15
_CLIMB: Final = 12


@dataclass(frozen=True, slots=True)
class Container:
    """The element that holds the body of a page.

    Attributes:
        node: the element.
        known: whether its id or class is one that bodies usually have.
    """

    node: LexborNode
    known: bool


def find_container(body: LexborNode) -> Container | None:
    """The element with the body, or None where no element holds running text."""
    known, generic = _named(body)
    best = _largest(known)
    if best is not None:
        return Container(best, known=True)
    dense = densest(body)
    inner = _largest(generic)
    if inner is not None and (dense is None or _holds(inner, dense)):
        return Container(inner, known=False)
    return None if dense is None else Container(dense, known=False)


def _named(body: LexborNode) -> tuple[list[LexborNode], list[LexborNode]]:
    """Elements with the name of a body, and the elements article and main."""
    known: list[LexborNode] = []
    generic: list[LexborNode] = []
    for node in body.css(_HOLDERS):
        attributes = node.attributes
        if attributes:
            names, of = attributes.get("class"), attributes.get("id")
            if (names and _is_body_name(names)) or (of and _is_body_name(of)):
                known.append(node)
                continue
            if attributes.get("itemprop") == "articleBody":
                known.append(node)
                continue
        if node.tag == "article":
            generic.append(node)
    return known, generic


@lru_cache(maxsize=8192)
def _is_body_name(names: str) -> bool:
    names = names[:200].lower()
    return not _BODIES.isdisjoint(names.split()) or _BODY_PREFIX.search(names) is not None


def _largest(nodes: Iterable[LexborNode]) -> LexborNode | None:
    """The element with the most unlinked text; None where none has enough or it is furniture."""
    best, most = None, _FEWEST_CHARACTERS - 1
    for node in nodes:
        length = unlinked(node)
        if length > most and not _in_furniture(node):
            best, most = node, length
    return best


def unlinked(node: LexborNode) -> int:
    """Visible characters of an element outside its links."""
    return visible(node.text()) - sum(visible(link.text()) for link in node.css("a"))


def _in_furniture(node: LexborNode) -> bool:
    above = node.parent
    for _ in range(_CLIMB):
        if above is None or above.tag in {"body", "html"}:
            return False
        part = part_of(above.tag, above.attributes)
        if part is not None and part[0] not in {"header", "form", "hidden element"}:
            return True
        above = above.parent
    return False


def _holds(outer: LexborNode, inner: LexborNode) -> bool:
    node: LexborNode | None = inner
    for _ in range(_CLIMB):
        if node is None:
            return False
        if node.mem_id == outer.mem_id:
            return True
        node = node.parent
    return False


def densest(body: LexborNode) -> LexborNode | None:
    """The element whose children hold the most prose.

    Each run of unlinked text with punctuation counts for the element that holds its paragraph, and
    half for the one above that.
    """
    scores: dict[int, float] = {}
    nodes: dict[int, LexborNode] = {}
    for node in body.traverse(include_text=True):
        if node.is_text_node:
            words = node.text_content
            if words is not None and len(words) >= _PROSE:
                _score(node, words, scores, nodes)
    for found in sorted(scores, key=lambda key: -scores[key])[:8]:
        node = nodes[found]
        if part_of(node.tag, node.attributes) is None and not _in_furniture(node):
            return node if scores[found] >= _FEWEST_CHARACTERS else None
    return None


def _score(
    text: LexborNode, words: str, scores: dict[int, float], nodes: dict[int, LexborNode]
) -> None:
    block = text.parent
    while block is not None and block.tag in _INLINE:
        if block.tag == "a":
            return
        block = block.parent
    if block is None or block.tag == "html":
        return
    length = visible(words)
    stops = len(_STOPS.findall(words[:2000]))
    if length < _PROSE or not stops:
        return
    holder = block if block.tag in _SELF_HOLDING else block.parent
    share = length + 8.0 * min(stops, 20)
    for _ in range(2):
        if holder is None or holder.tag == "html":
            return
        key = holder.mem_id
        scores[key] = scores.get(key, 0.0) + share
        nodes[key] = holder
        holder, share = holder.parent, share * 0.5
