"""Small written pages in the shapes that real ones have, and what holds for each document."""

from pathlib import Path
from typing import Final

from dcpipeline.extract.document import Document

PAGES: Final = Path(__file__).parent
PROSE: Final = "东岗智算中心一期投产，总投资6亿元，部署300台服务器，可提供800P算力，服务周边企业。"


def page(name: str, codec: str = "utf-8") -> bytes:
    """A written page in an encoding."""
    return (PAGES / name).read_text(encoding="utf-8").encode(codec)


def in_body(markup: str, *, title: str = "", head: str = "") -> bytes:
    """A page with this markup as its body."""
    return f"<title>{title}</title>{head}<div class=article-content>{markup}</div>".encode()


def texts(document: Document, *kinds: str) -> list[str]:
    """Words of the blocks of some kinds."""
    return [document.text[b.start : b.end] for b in document.blocks if b.kind in kinds]


def assert_sound(document: Document) -> None:
    """Blocks are whole lines of the text, in its order; cells lie inside it."""
    lines = [document.text[block.start : block.end] for block in document.blocks]
    assert document.text == "\n".join(lines)
    assert all(line == line.strip() and len(line.splitlines()) == 1 for line in lines)
    starts = [block.start for block in document.blocks]
    assert starts == sorted(set(starts))
    for block in document.blocks:
        assert all(0 <= cell.start < cell.end <= block.end for cell in block.cells)
    document.text.encode("utf-8")
