"""Tables that are read down: a column for every project, a row for every property."""

import re
from collections.abc import Sequence
from typing import Final

from dcpipeline.extract.layouts.slots import Grid, Slot, own

NAMES: Final = "项目"
_FEWEST_ROWS: Final = 3
_FEWEST_COLUMNS: Final = 3
# What a cell that heads the column of properties says; it heads the names once they are a column.
_CORNER: Final = re.compile(
    r"(?:对比|比较|主要|基本|分类)?(?:指标|参数|项目|内容|事项|要素|维度|名称|类别|情况|信息|栏目|对比项|item|items|)"
    r"(?:[/／\\].{0,8})?",
    re.IGNORECASE,
)
_PROPERTY: Final = re.compile(
    r"[^。，；;]{0,10}?(?:地区|区域|地域|地点|地址|所在地|所在[省市区县]|位置|选址|省份|城市|属地|单位|主体|业主|企业|公司|运营商|投资方|"
    r"运营方|建设方|投资|投资额|总额|概算|估算|金额|规模|容量|内容|概况|算力|机柜|机架|服务器|加速卡|算力卡|卡数|芯片|型号|功率|负荷|"
    r"面积|用地|占地|pue|状态|现状|进展|进度|阶段|性质|开工|投产|投运|投用|建成|竣工|上线|签约|备案|时间|日期|年份|年限|工期|周期|上架率|利用率|"
    r"使用率|出租率|电价|备注|类型|等级|客户|用途|名称|编号|代码|能耗)"
    r"(?:总?数|总?量|数量|个数|总数|总额|总规模|时间|日期|年份|情况|值|率|名称|上限|水平)?"
    r"(?:\s?[（(/／].{1,14}?[）)]?)?[:：]?",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(r"[\s\d.,，%％\-—/年月日季度一二三四上下半个]*")
_LONGEST_NAME: Final = 40


def reads_down(grid: Grid) -> bool:
    """Whether the rows of a table are properties, and its columns things that have them.

    The cells of the first column are usual labels, those of the first row are neither labels nor
    figures nor years.
    """
    rows = [row for row in map(own, grid) if len(row) > 1]
    if len(rows) < _FEWEST_ROWS or len(rows[0]) < _FEWEST_COLUMNS:
        return False
    head, *below = rows
    if _CORNER.fullmatch(head[0].text) is None:
        return False
    if not all(_is_name(cell) for cell in head[1:]):
        return False
    labels = [row[0].text for row in below]
    if len(set(labels)) < len(labels):
        return False
    known = sum(_PROPERTY.fullmatch(label) is not None for label in labels)
    return known * 10 >= len(labels) * 7


def _is_name(cell: Slot) -> bool:
    if not cell.text or len(cell.text) > _LONGEST_NAME:
        return False
    return _FIGURE.fullmatch(cell.text) is None and _PROPERTY.fullmatch(cell.text) is None


def turned(grid: Grid) -> tuple[list[str], Grid]:
    """The words of rows that are one cell wide, and the grid with rows and columns exchanged."""
    wide = [own(row)[0].text for row in grid if len(own(row)) == 1]
    rows = [row for row in grid if len(own(row)) > 1]
    place = {id(cell): number for number, row in reversed([*enumerate(rows)]) for cell in row}
    made: dict[int, Slot] = {}
    across: Grid = []
    for column in range(max(map(len, rows))):
        line: list[Slot] = []
        for number, row in enumerate(rows):
            cell = row[column] if column < len(row) else Slot("", number, column, 1, 1, False)
            slot = made.get(id(cell))
            if slot is None:
                slot = Slot(
                    cell.text, column, place.get(id(cell), number), cell.rows, cell.columns, False
                )
                made[id(cell)] = slot
            line.append(slot)
        across.append(line)
    _name_corner(across)
    return wide, across


def _name_corner(across: Sequence[Sequence[Slot]]) -> None:
    """The first header is that of the names."""
    across[0][0].text = NAMES
