"""Nouns and names that only say what the site spoken of is: 这是全省首个智算中心."""

import re
from typing import Final

from dcpipeline.extract.frames import Frame, Mention, key_of

# 这是兵团首个智算中心项目, 这里是华东枢纽节点: said of the site spoken of.
_THIS_IS: Final = re.compile(
    r"(?:^|[\n,。;:“”(])(?:这里?|它|该(?:项目|中心|园区|基地))(?:也|还|更|同时|就|不仅|正)*(?:是|成为|系)[^,。;:、]{0,40}$"
    r"|,(?:也|还|更|同时|并|不仅)*(?:是|成为)[^,。;:、]{0,40}(?:首|第[一二三四五六七八九十\d]+|最大|唯一)[^,。;:、]{0,12}$"
)

# 该项目总投资3亿元,拟建一座2000个机柜的数据中心: what the project builds is the project.
_BUILDS_ONE: Final = re.compile(
    r"(?:项目|工程)(?:(?:计划|预计)?(?:总投资|投资|占地|用地|总建筑面积|位于|选址)[^。;]{0,30},)?(?:拟|将|计划|规划|主要)*"
    r"(?:投资)?(?:建设|新建|兴建|建造|建成|打造|建)(?:成)?一[座个处][^,。;]{0,16}$"
)


def is_predicate(mention: Mention) -> bool:
    """Whether a noun or a name only says what the site spoken of is."""
    if mention.state.project is None or mention.anchor.kind not in {"new", "bare", "named"}:
        return False
    before = mention.page.lower[mention.sentence.start : mention.anchor.start]
    builds = mention.anchor.kind == "new" and _BUILDS_ONE.search(before[-80:]) is not None
    return builds or _THIS_IS.search(before) is not None


def said_of_last(mention: Mention) -> Frame | None:
    """The site spoken of, with the name that is said of it where it has none."""
    anchor, project = mention.anchor, mention.state.project
    if anchor.kind == "named" and project is not None and not project.name:
        project.name, project.is_bare = anchor.name, False
        mention.state.names.add(project, key_of(mention.page, anchor.name))
    return project
