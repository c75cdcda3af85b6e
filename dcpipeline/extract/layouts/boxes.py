"""Tables without the element for one: rows of boxes, each with the same number of cells."""

import re
from typing import Final

from selectolax.lexbor import LexborNode

from dcpipeline.extract.layouts.pieces import one_line
from dcpipeline.extract.layouts.slots import Grid, Slot

HOLDERS: Final = frozenset({"div", "ul", "ol", "section", "dl"})
_ROWS: Final = frozenset({"div", "li", "ul", "ol", "dl", "section", "p"})
_CELLS: Final = frozenset({"div", "span", "li", "p", "dd", "dt", "em", "b", "strong", "i"})
_INLINE: Final = frozenset({"b", "strong", "em", "i", "font", "span", "br", "sup", "sub", "small"})
_FEWEST_ROWS: Final = 3
_FEWEST_CELLS: Final = 3
_MOST_CELLS: Final = 30
_MOST_ROWS: Final = 2_000
_LONGEST: Final = 300
_LONGEST_HEADER: Final = 24
_HEADER: Final = re.compile(
    r"序号|编号|项目|名称|单位|地点|地址|投资|规模|内容|备注|类[别型]|建设|年限|时间|日期|性质|金额|进度|进展|阶段|状态|"
    r"省份|城市|地市|市州|区县|地区|业主|企业|主体|所在地|面积|机架|机柜|算力|功率|负荷|PUE|上架率|开工|投产|中心|园区",
    re.IGNORECASE,
)


def box_grid(node: LexborNode) -> Grid | None:
    """The grid of an element whose children are rows of cells; None for any other element.

    At least three rows follow each other, each of as many cells as the first, whose words are
    usual in headers.
    """
    rows = _children(node)
    if not _FEWEST_ROWS <= len(rows) <= _MOST_ROWS or any(r.tag not in _ROWS for r in rows[:4]):
        return None
    width = len(_cells(rows[0]))
    if not _FEWEST_CELLS <= width <= _MOST_CELLS or not _heads(rows[0]):
        return None
    grid: Grid = []
    for number, row in enumerate(rows):
        cells = _cells(row)
        words = [one_line(cell.text()) for cell in cells] or [one_line(row.text())]
        if len(words) not in {1, width} or max(map(len, words)) > _LONGEST:
            return None
        if len(words) == 1:
            slot = Slot(words[0], number, 0, width, 1, False)
            grid.append([slot] * width)
        else:
            grid.append([Slot(w, number, i, 1, 1, number == 0) for i, w in enumerate(words)])
    full = sum(line[0] is not line[-1] for line in grid)
    return grid if full >= _FEWEST_ROWS and full * 2 > len(grid) else None


def _children(node: LexborNode) -> list[LexborNode]:
    """The elements of a node that has no words of its own; nothing for one that has."""
    children: list[LexborNode] = []
    for child in node.iter(include_text=True):
        if child.is_text_node:
            if (child.text_content or "").strip():
                return []
        elif not (child.tag or "").startswith("-"):
            children.append(child)
            if len(children) > _MOST_ROWS:
                return []
    return children


def _cells(row: LexborNode) -> list[LexborNode]:
    cells = _children(row)
    is_row = all(c.tag in _CELLS and _is_leaf(c) for c in cells) and len(cells) <= _MOST_CELLS
    return cells if is_row else []


def _is_leaf(cell: LexborNode) -> bool:
    """Whether a cell holds words and nothing that stands on lines of its own."""
    return all(inner.tag in _INLINE or inner.tag == "a" for inner in cell.iter())


def _heads(row: LexborNode) -> bool:
    words = [one_line(cell.text()) for cell in _cells(row)]
    if any(len(word) > _LONGEST_HEADER for word in words):
        return False
    return sum(_HEADER.search(word) is not None for word in words) * 3 >= len(words) * 2
