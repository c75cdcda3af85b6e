"""Which rows of a table are headers, and which name the group of the rows below them."""

import re
from collections.abc import Sequence
from typing import Final

from dcpipeline.extract.layouts.labels import is_latin_label
from dcpipeline.extract.layouts.slots import Grid, Slot, own

FEWEST_ROWS: Final = 2
_MOST_HEADER_ROWS: Final = 4
_LONGEST_HEADER: Final = 40
_LONGEST_GROUP: Final = 30
_FIGURE: Final = re.compile(
    r"[\d〇零一二三四五六七八九十.,，%％\-—/\s]*\d[\d.,，%％\-—/\s亿万元个台套架]*"
)
_HEADER_WORD: Final = re.compile(
    r"序号|编号|项目|名称|单位|地点|地址|投资|规模|内容|备注|类[别型]|建设|年限|时间|日期|性质|金额|数量|进度|阶段|状态|"
    r"省|市|区|县|业主|责任|企业|行业|所在地|合计|占比|面积|机架|机柜|算力|功率|上架率|运营|投产|开工|"
    r"\b(?:no|name|project|location|city|province|investment|capacity|status|date|company|operator|type|"
    r"total|amount|racks?|power|nom|projet|lieu|ville|montant|capacité|statut|entreprise)\b",
    re.IGNORECASE,
)
# A row of units below the headers.
_UNIT: Final = re.compile(
    r"[（(]?(?:单位[:：])?(?:[十百千万亿]?(?:元|架|个|台|张|卡|千瓦|平方米|人|户)|p|e?pflops|eflops|p?flops|mw|兆瓦|kw|千瓦|㎡|亩|%|％|"
    r"万千瓦时|吨标准煤|-|—|/)[）)]?",
    re.IGNORECASE,
)
_GROUP: Final = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．].{1,24}"
    r"|.{1,14}(?:类|批次?|续建|在建|建成|竣工|新建|新开工|储备|前期|预备|谋划)(?:项目)?(?:[（(共：:]?\d+[个项]?[）)]?)?"
    r"|.{2,12}(?:省|市|州|盟|地区|区|县|旗|兵团)(?:[（(共：:]?\d+[个项]?[）)]?)?"
)


def header_height(grid: Grid) -> int:
    """Number of header rows at the top, a row of units below them included."""
    marked = 0
    for line in grid[:_MOST_HEADER_ROWS]:
        if not line or not all(cell.is_header for cell in line):
            break
        marked += 1
    most = min(_MOST_HEADER_ROWS, len(grid) - 1)
    if marked:
        return min(_with_units(grid, marked), max(0, len(grid) - 1))
    if len(grid) < FEWEST_ROWS or not is_header_row(grid[0]):
        return 0
    tallest = max(cell.rows for cell in grid[0])
    if tallest == 1 and _goes_below(grid):
        tallest = 2
    return min(_with_units(grid, min(tallest, most)), most)


def is_header_row(line: Sequence[Slot]) -> bool:
    """Words without figures, of which some are usual in headers or which all are set as such."""
    cells = [cell for cell in own(line) if cell.text]
    if not cells or any(
        _FIGURE.fullmatch(cell.text) or len(cell.text) > _LONGEST_HEADER for cell in cells
    ):
        return False
    usual = sum(
        cell.is_header or bool(_HEADER_WORD.search(cell.text)) or is_latin_label(cell.text)
        for cell in cells
    )
    return usual * 2 >= len(cells)


def _goes_below(grid: Grid) -> bool:
    """Whether a header that spans columns is told apart in the next row, empty elsewhere."""
    if len(grid) <= FEWEST_ROWS or len(grid[0]) != len(grid[1]):
        return False
    split = {i for i, cell in enumerate(grid[0]) if cell.columns > 1}
    below = [(i, cell) for i, cell in enumerate(grid[1]) if cell.text]
    return bool(split) and bool(below) and all(i in split for i, _ in below)


def _with_units(grid: Grid, height: int) -> int:
    """The height with a row that holds only units."""
    if height >= len(grid):
        return height
    words = [cell.text for cell in own(grid[height]) if cell.text]
    if len(own(grid[height])) < FEWEST_ROWS:
        return height
    return height + (bool(words) and all(_UNIT.fullmatch(word) for word in words))


def is_count(words: Sequence[str]) -> bool:
    """Whether a row only counts the columns: 1, 2, 3."""
    return len(words) > 2 and list(words) == [str(number + 1) for number in range(len(words))]


def names_group(row: Sequence[Slot], number: int) -> bool:
    """Whether one of the first cells names a group and all others are empty."""
    said = [(place, cell) for place, cell in enumerate(row) if cell.text]
    if len(row) < FEWEST_ROWS or not 1 <= len(said) <= 2 or any(c.row != number for _, c in said):
        return False
    place, cell = said[-1]
    if len(said) == 2 and (place != 1 or len(said[0][1].text) > 4):
        return False
    if place > 1 or len(cell.text) > _LONGEST_GROUP:
        return False
    return _GROUP.fullmatch(cell.text) is not None
