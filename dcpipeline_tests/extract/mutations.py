"""Damage to pages: bytes, tags, words and figures that no page should have."""

import re
from collections.abc import Callable
from random import Random
from typing import Final

# Damages the bytes of a page; the second page lends its parts.
Mutation = Callable[[bytes, bytes, Random], bytes]

_TAG: Final = re.compile(rb"<[^<>]*>")
_ENTITY: Final = re.compile(rb"&[#\w]{1,8};")
_DIGITS: Final = re.compile(rb"\d+(?:\.\d+)?")
_CELL: Final = re.compile(rb"<t[dh][^>]*>.*?(?=</?t[dhr])", re.DOTALL)
_BLOCK: Final = re.compile(rb"(<(?:p|li|td|h\d|div)\b[^>]*>)[^<]*")
_LONGEST: Final = 40

_NUMBERS: Final = [
    b"1" + b"0" * 400, "９９".encode(), "三千千万".encode(), b"1e9999", "½".encode(), b"-1", b"0",
    b"1,2,3,4", b"1.2.3.4", "亿亿亿".encode(), "①②".encode(), "٣٤".encode(), b"00000000000007",
    "零点零".encode(), b"1/0", b"99999-1", b"9" * 5_000, "1～0".encode(), b"2024" * 9, b"0.0000001",
    "几十万亿".encode(), "1\u00a0000\u202f000".encode(), "二〇二五".encode(), b"13", b"32",
]  # fmt: skip
_UNITS: Final = [
    f"{number}{unit}".encode()
    for number in ("0", "1" + "0" * 310, "三千千万", "1e308", "-5", "2—1")
    for unit in (
        "亿元",
        "P",
        "EFLOPS",
        "台服务器",
        "个标准机架",
        "兆瓦",
        "%",
        "年13月32日",
        "期",
        "张卡",
    )
]
_JUNK: Final = [
    "\u200b".encode(), "\u202e".encode(), "\u2066".encode(), "\ufeff".encode(), b"\x00", b"\x0b",
    b"\x85", "\u2028".encode(), "\u2029".encode(), b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xff\xfe",
    b"\x1b[0m", "\u0301".encode() * 40, "İ".encode(), "ß".encode(), "ﷺ".encode(), "㍿".encode(),
    "\U0001f3d7".encode(), b"\xc0\x80", b"\xf4\x90\x80\x80", b"\t\t", b"\r", "　".encode(),
    "；".encode(), "、".encode(), b"|", "·".encode(), "（".encode(), "》".encode(), b"\"'",
    "数(shù)".encode(), "\ufffd".encode(), "\ue000".encode(),
]  # fmt: skip
_TAGS: Final = [
    b"<table>", b"</table>", b"<tr><td rowspan=9 colspan=0>", b"<p>", b"</p>", b"<div>", b"</div>",
    b"<li>", b"<ul>", b"<h1>", b"<h2>", b"</h3>", b"<!--", b"-->", b"<script>", b"</script>", b"<a",
    b"<a href=/x>", b"<br/>", b"<![CDATA[", b"<svg>", b"<template>", b"<pre>", b"<td>", b"<th>",
    b"<title>", b"<textarea>", b"<p hidden>", b"<b><i></b></i>", b"<meta charset=gbk>", b"<hr>",
]  # fmt: skip
_ENTITIES: Final = [
    b"&", b"&amp;amp;", b"&#0;", b"&#xD800;", b"&#x110000;", b"&nbsp;", b"&#8203;",
    b"&notanentity;",
    b"&#", b"&#99999999999;", b"&lt;p&gt;", b"&frac12;", b"&#x202e;",
]  # fmt: skip
_CHARSETS: Final = ["gbk", "big5", "shift_jis", "utf-16", "latin-1", "utf-7", "x-none", "\x00"]


def _spot(content: bytes, random: Random) -> tuple[int, int]:
    at = random.randrange(len(content) + 1)
    return at, min(len(content), at + random.randrange(_LONGEST))


def flip_bytes(content: bytes, _: bytes, random: Random) -> bytes:
    """Some bytes become others."""
    damaged = bytearray(content)
    for _turn in range(random.randrange(1, 9)):
        if damaged:
            damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def drop_bytes(content: bytes, _: bytes, random: Random) -> bytes:
    """A run of bytes goes, at times all to the end."""
    start, end = _spot(content, random)
    return content[:start] + (b"" if random.random() < 0.1 else content[end:])


def repeat_bytes(content: bytes, _: bytes, random: Random) -> bytes:
    """A run of bytes stands several times."""
    start, end = _spot(content, random)
    return content[:end] + content[start:end] * random.choice([1, 2, 50]) + content[end:]


def insert_bytes(content: bytes, _: bytes, random: Random) -> bytes:
    """Random bytes, hidden characters, halves of surrogates or zeros stand somewhere."""
    at, _end = _spot(content, random)
    piece = random.choice([random.randbytes(random.randrange(1, 6)), *_JUNK])
    return content[:at] + piece + content[at:]


def strew(content: bytes, _: bytes, random: Random) -> bytes:
    """One odd character stands at many places."""
    piece = random.choice(_JUNK)
    places = sorted({_spot(content, random)[0] for _turn in range(30)}, reverse=True)
    for at in places:
        content = content[:at] + piece + content[at:]
    return content


def drop_tags(content: bytes, _: bytes, random: Random) -> bytes:
    """Some tags go, so that others stay open."""
    share = random.choice([0.05, 0.3, 1])
    return _TAG.sub(lambda tag: b"" if random.random() < share else tag[0], content)


def swap_tags(content: bytes, _: bytes, random: Random) -> bytes:
    """Some tags change places."""
    tags = _TAG.findall(content)
    random.shuffle(tags)
    share = random.choice([0.05, 1])
    return _TAG.sub(lambda tag: tags.pop() if random.random() < share else tag[0], content)


def nest_tags(content: bytes, _: bytes, random: Random) -> bytes:
    """Tags that open, close or hide things stand somewhere, at times many times over."""
    at, end = _spot(content, random)
    tag = random.choice(_TAGS) * random.choice([1, 1, 1, 5, 700])
    return content[:at] + tag + content[at:end] + random.choice([b"", *_TAGS]) + content[end:]


def break_entities(content: bytes, _: bytes, random: Random) -> bytes:
    """Entities lose their end, and wrong ones appear."""
    content = _ENTITY.sub(lambda entity: entity[0][:-1], content)
    at, _end = _spot(content, random)
    return content[:at] + random.choice(_ENTITIES) + content[at:]


def lie_about_charset(content: bytes, _: bytes, random: Random) -> bytes:
    """The page names another encoding than its own, or is in another one than it names."""
    if random.random() < 0.5:
        codec = random.choice(["gb18030", "big5", "utf-16", "utf-16-be", "utf-32", "utf-8-sig"])
        return content.decode("utf-8", "replace").encode(codec, "replace")
    return f'<meta charset="{random.choice(_CHARSETS)}">'.encode() + content


def splice(content: bytes, other: bytes, random: Random) -> bytes:
    """A part of another page stands within this one."""
    at, _end = _spot(content, random)
    start = random.randrange(len(other) + 1)
    return content[:at] + other[start : start + random.randrange(3_000)] + content[at:]


def replace_numbers(content: bytes, _: bytes, random: Random) -> bytes:
    """Figures become huge or odd ones, at times with their units."""
    share = random.choice([0.1, 0.5, 1])
    odd = random.choice([_NUMBERS, _UNITS])
    return _DIGITS.sub(lambda n: random.choice(odd) if random.random() < share else n[0], content)


def join_lines(content: bytes, _: bytes, random: Random) -> bytes:
    """No stops and no breaks: one very long line."""
    for stop in ("。".encode(), b"\n", b"<p>", b"<br>", b"</p>", b". "):
        content = content.replace(stop, b"")
    return content * random.choice([1, 2])


def empty_blocks(content: bytes, _: bytes, random: Random) -> bytes:
    """Some blocks lose their words."""
    share = random.choice([0.2, 1])
    return _BLOCK.sub(lambda block: block[1] if random.random() < share else block[0], content)


def shuffle_cells(content: bytes, _: bytes, random: Random) -> bytes:
    """The cells of tables change places."""
    cells = _CELL.findall(content)
    random.shuffle(cells)
    return _CELL.sub(lambda _cell: cells.pop(), content)


def shuffle_characters(content: bytes, _: bytes, random: Random) -> bytes:
    """Some characters of the text change places with those a little further on."""
    text = list(content.decode("utf-8", "replace"))
    for _turn in range(30):
        if len(text) > _LONGEST:
            at = random.randrange(len(text) - _LONGEST)
            to = at + random.randrange(_LONGEST)
            text[at], text[to] = text[to], text[at]
    return "".join(text).encode()


MUTATIONS: Final[tuple[Mutation, ...]] = (
    flip_bytes, drop_bytes, repeat_bytes, insert_bytes, strew, drop_tags, swap_tags, nest_tags,
    break_entities, lie_about_charset, splice, replace_numbers, join_lines, empty_blocks,
    shuffle_cells, shuffle_characters,
)  # fmt: skip
