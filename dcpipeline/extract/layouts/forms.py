"""Forms that are no tables: lines of a label and its value."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.layouts.definitions import is_headline
from dcpipeline.extract.layouts.labels import is_latin_label
from dcpipeline.extract.layouts.numbering import number_of
from dcpipeline.extract.layouts.pieces import Piece

FEWEST_FIELDS: Final = 3
_MOST_FIELDS: Final = 60
_LONGEST_LABEL: Final = 14
# Words that labels are made of, and those with which they end.
_MADE_OF: Final = (
    r"(?:建设|项目|工程|招标|投标|采购|中标|成交|投资|申报|申请|备案|审批|核准|批准|批复|立项|计划|拟|预计|实际|开工|"
    r"竣工|投产|完工|建成|运营|承办|实施|责任|牵头|主管|监管|法定|法人|组织|统一|社会|信用|国民|经济|所属|所在|主要|"
    r"资金|合同|公告|公示|发布|联系|代表|登记|注册|用地|占地|总|年度|年|规划|设计|服务|产业|行业|标段|证照|文件|"
    r"登录|赋|建筑|土地|设备|机架|机柜|算力|智能|标准|用电|能耗|及|与|和|的|[（()）/、])"
)
_ENDS: Final = (
    r"(?:名称|编号|编码|代码|文号|证号|地点|地址|位置|区域|地区|单位|机构|企业|业主|主体|人|法人|代表|方式|类型|类别|"
    r"性质|规模|内容|投资|投资额|总额|估算|金额|价格?|资金|来源|时间|日期|期限|工期|年限|周期|阶段|状态|进展|"
    r"进度|面积|功率|负荷|容量|数量?|算力|电话|结果|事项|行业|标段|层级|等级|用途|目录|PUE)"
)
_LABEL: Final = re.compile(rf"{_MADE_OF}{{0,5}}{_ENDS}(?:[（(][^（）()]{{1,8}}[）)])?")
_FIELD: Final = re.compile(r"(?P<label>[^：:。，；,;!?！？]{2,16}?)\s*[：:]\s*(?=\S)")
_NAMES: Final = re.compile(
    r"(?:建设|招标|采购|中标|申报|备案|投资|审批)?(?:项目|工程)(?:的)?(?:名称|标题)?|名称|标的|"
    r"project(?: name| title)?|name|nom(?: du projet)?|projet",
    re.IGNORECASE,
)
_BLANKS: Final = re.compile(r"\s+")
_COLONS: Final = ":："


def with_fields(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with labels and values that the page sets beside each other joined to lines.

    That are terms of definitions with what they define, lines whose first part is set apart, and
    lines of which every other one is a usual label; of the last two kinds at least three in a row.
    """
    return _pairs_joined(_columns_joined(_terms_joined(pieces)))


def _terms_joined(pieces: Sequence[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is not None and _is_term(before) and piece.kind == "item" and not _is_term(piece):
            joined[-1] = _field(before, piece)
        else:
            joined.append(piece)
    return joined


def _is_term(piece: Piece) -> bool:
    if is_headline(piece):
        return False
    return piece.kind == "item" and piece.label == len(piece.text) <= 2 * _LONGEST_LABEL


def _field(label: Piece, value: Piece) -> Piece:
    colon = "" if label.text[-1] in _COLONS else _colon(label.text)
    return replace(value, text=f"{label.text}{colon}{value.text}", bold=False, label=0)


def _colon(label: str) -> str:
    return ": " if label.isascii() else "："


def _columns_joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines of two parts, such as two spans, with a colon between the parts."""
    joined = list(pieces)
    for run in _runs([_is_column(piece) for piece in pieces], 1):
        for index in run:
            piece = pieces[index]
            label, value = piece.text[: piece.label], piece.text[piece.label :].lstrip()
            colon = "" if label[-1] in _COLONS else _colon(label)
            blank = " " if label.isascii() and not colon else ""
            joined[index] = replace(piece, text=f"{label}{colon}{blank}{value}", label=0)
    return joined


def _is_column(piece: Piece) -> bool:
    if not 2 <= piece.label < len(piece.text) or piece.cells or piece.linked:
        return False
    return _is_label(piece.text[: piece.label])


def _is_label(text: str) -> bool:
    words = "".join(text.split())
    if text[:1].isalpha() and text[:1].isascii():
        return is_latin_label(text.rstrip(_COLONS))
    return len(words) <= _LONGEST_LABEL and _LABEL.fullmatch(words) is not None


def is_field(text: str) -> bool:
    """Whether a line is a usual label, a colon and a value."""
    match = _FIELD.match(text)
    return match is not None and _is_label(match["label"])


def is_numbered_field(text: str) -> bool:
    """Whether a number, a usual label, a colon and a value make a line: （一）建设地点：…."""
    number = number_of(text)
    return number is not None and is_field(text[number.behind :])


def _pairs_joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines that are a label each, with the line behind them."""
    labels = [
        not piece.cells and piece.kind != "heading" and _is_label(piece.text) for piece in pieces
    ]
    starts = [
        here and index + 1 < len(pieces) and not labels[index + 1] and not pieces[index + 1].cells
        for index, here in enumerate(labels)
    ]
    joined = list(pieces)
    behind = set()
    for run in _runs(starts, 2):
        for index in run:
            joined[index] = _field(pieces[index], pieces[index + 1])
            behind.add(index + 1)
    return [piece for index, piece in enumerate(joined) if index not in behind]


def _runs(holds: Sequence[bool], step: int) -> Iterator[list[int]]:
    """Runs of at least three places at a distance at which something holds."""
    index = 0
    while index < len(holds):
        run = []
        while index < len(holds) and holds[index]:
            run.append(index)
            index += step
        if len(run) >= FEWEST_FIELDS:
            yield run
        index = run[-1] + 1 if run else index + 1


def with_form_records(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with a record for every form that names its thing.

    A form is a run of at least three lines of a label, a colon and a value. A label that comes
    again begins the next one. Forms without a line for the name speak of what the page speaks of.
    """
    arranged = list(pieces)
    record = 1 + max((p.record for p in pieces if p.record is not None), default=-1)
    for form in _forms(pieces):
        if len(form) >= FEWEST_FIELDS and any(_NAMES.fullmatch(label) for label in form.values()):
            for index in form:
                arranged[index] = replace(pieces[index], record=record)
            record += 1
    return arranged


def _forms(pieces: Sequence[Piece]) -> Iterator[dict[int, str]]:
    """Lines of each form with their labels."""
    form: dict[int, str] = {}
    for index, piece in enumerate(pieces):
        label = _label_of(piece)
        if not label or label in form.values() or len(form) >= _MOST_FIELDS:
            yield form
            form = {}
        if label:
            form[index] = label
    yield form


def _label_of(piece: Piece) -> str:
    if piece.kind not in {"paragraph", "item"} or piece.record is not None:
        return ""
    match = _FIELD.match(piece.text)
    return "" if match is None else _BLANKS.sub(" ", match["label"].strip())
