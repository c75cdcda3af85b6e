"""Bytes to text: what a page declares, what it is, and what was broken on the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.extract.decode import decode, plausibility

ZH = "东岗智算中心项目正式开工建设，总投资30亿元，规划算力3000P，预计2025年底投产。" * 3
TW = "東崗智算中心項目正式開工建設，總投資30億元，規劃算力3000P，預計2025年底投產。" * 3
FR = "Le centre, inauguré à Zhengzhou, était équipé de 2 000 serveurs, déjà à l’arrêt. " * 2


def declared(text: str, charset: str, codec: str) -> bytes:
    return f'<meta charset="{charset}"><p>{text}</p>'.encode(codec)


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (ZH, "utf-8", "utf-8"),
        (ZH, "utf-8-sig", "utf-8"),
        (ZH, "gb2312", "gb18030"),
        (ZH, "utf-16", "utf-16-le"),
        (ZH, "utf-16-be", "utf-16-be"),
        (TW, "big5", "big5hkscs"),
        (TW, "gbk", "gb18030"),
        (FR, "cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "big5", "iso-8859-1", "no-such-charset"])
def test_any_declaration_leaves_the_text_right(
    text: str, codec: str, encoding: str, charset: str
) -> None:
    read = decode(declared(text, charset, codec))
    assert text in read.text
    assert (read.encoding, read.replaced, read.mended) == (encoding, 0, None)


@pytest.mark.parametrize(("text", "codec"), [(ZH, "gbk"), (TW, "big5"), (FR, "latin-1")])
def test_without_a_declaration_the_plausible_text_wins(text: str, codec: str) -> None:
    written = text.replace("’", "'")
    assert decode(written.encode(codec)).text == written


def test_the_header_is_read_before_the_page() -> None:
    content = declared("é", "utf-8", "latin-1")
    assert decode(content, "iso-8859-1").text.count("é") == 1


def test_a_superset_reads_characters_beyond_the_declared_set() -> None:
    assert "镕" in decode(declared(f"朱镕某{ZH}", "gb2312", "gb18030")).text
    assert "㐀" in decode(declared(f"㐀{ZH}", "gbk", "gb18030"), "gbk").text
    assert "€" in decode(declared(f"80 € {FR}", "iso-8859-1", "cp1252")).text


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_damage_in_one_place_keeps_the_rest(codec: str) -> None:
    content = (ZH + "首页").encode(codec)
    middle = content.index("投产。".encode(codec))
    read = decode(content[:middle] + b"\xff" + content[middle:], "gb2312")
    assert read.replaced >= 1
    assert read.text.endswith(ZH[-60:] + "首页")


def test_utf8_once_read_as_latin_is_mended() -> None:
    spoiled = ZH.encode().decode("latin-1")
    read = decode(spoiled.encode())
    assert (read.text, read.mended) == (ZH, "cp1252")


def test_utf8_once_read_as_gbk_is_mended_as_far_as_its_bytes_survived() -> None:
    spoiled = ZH.encode().decode("gb18030", "replace")
    assert spoiled.startswith("涓滃矖")
    read = decode(spoiled.encode())
    assert read.mended == "gbk"
    assert read.text.startswith("东岗智算中心项目")


@pytest.mark.parametrize(
    "text", ["锛是一种写法，銆也是，鐨也是。" * 9, FR, "Ã is a letter, å too, ä too"]
)
def test_sound_text_is_never_mended(text: str) -> None:
    read = decode(text.encode())
    assert (read.text, read.mended) == (text, None)


def test_nul_characters_are_dropped_and_counted() -> None:
    read = decode("东岗\0智算中心".encode())
    assert (read.text, read.replaced) == ("东岗智算中心", 1)


def test_rare_ideographs_are_less_plausible_than_common_ones() -> None:
    wrong = ZH.encode("gbk").decode("big5hkscs", "replace")
    assert plausibility(ZH) > 0.8 > 0.4 > plausibility(wrong)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "gbk", "utf-16", "rot13", "idna", "\0"]))
def test_no_bytes_raise(content: bytes, charset: str | None) -> None:
    read = decode(content, charset)
    read.text.encode("utf-8")
    assert "\0" not in read.text
