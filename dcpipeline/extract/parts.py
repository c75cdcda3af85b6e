"""What a Chinese text says that one site is to hold: parts, which are no sites of their own."""

import re
from typing import Final

from dcpipeline.extract.anchors import Anchor
from dcpipeline.extract.segments import PageText, Sentence

# “两中心两平台”,即A、B: what one site is to hold, no sites of their own.
_PARTS: Final = re.compile(
    r"(?:[一二两三四五六七八九\d](?:个)?(?:中心|平台|基地|园区?|馆|库|院)[,、+]?){2,}[”\"]?[^,。;:]{0,10}[,:]?(?:即|包括|包含|分别是|分别为|是指|具体为)"
)
_ARE_LISTED: Final = re.compile("即|包括|包含|分别是|分别为|是指|具体为")
# 主要建设集中供冷设施、云岭算力应用平台; “三平台”包括云岭算力平台
_HOLDS: Final = re.compile(
    r"(?:建设|新建|搭建|包括|包含|涵盖|内容为|打造)[^,。;:]*、[^,。;:、]*$"
    r"|[一二两三四五六七八九\d](?:个|大)?平台[”\"]?(?:包括|包含|即|分别[是为])[^。;:]*$"
)
# 三个项目已开工,包括云岭算力平台
_OF_BATCH: Final = re.compile(r"[\d一二两三四五六七八九十]+[个项][^,。;、]{0,10}(?:项目|工程)|批")


def parts_of_plan(page: PageText, sentence: Sentence) -> int:
    """Where the parts of the site spoken of begin to be listed; the end of the sentence if not."""
    if page.document.language != "zh":
        return sentence.end
    if _ARE_LISTED.search(page.lower, sentence.start, sentence.end) is None:
        return sentence.end
    match = _PARTS.search(page.lower, sentence.start, sentence.end)
    return sentence.end if match is None else match.end()


def is_part(page: PageText, sentence: Sentence, anchor: Anchor) -> bool:
    """Whether a name is that of a platform in the list of what a site is to hold."""
    if anchor.kind != "named" or not anchor.name.endswith("平台"):
        return False
    held = _HOLDS.search(page.lower, sentence.start, anchor.start)
    return held is not None and not _OF_BATCH.search(page.lower, sentence.start, held.start())
