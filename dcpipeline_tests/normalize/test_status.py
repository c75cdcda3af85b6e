"""Status words of three languages against our vocabularies."""

import pytest

from dcpipeline.normalize import STATUS_OF_EVENT, basis_of, change_of, event_of, find_events
from dcpipeline.normalize.lexicon import LANGUAGES, mapped
from dcpipeline.schema.vocabularies import BASIS, EVENT, STATUS

EXAMPLES = [
    ("拟建", "announced"),
    ("规划建设", "announced"),
    ("列入省重点项目", "announced"),
    ("招标公告", "announced"),
    ("签约", "signed"),
    ("签约落户", "signed"),
    ("签署战略合作协议", "signed"),
    ("取得节能审查意见", "approved"),
    ("入选名单", "approved"),
    ("中标", "approved"),
    ("开工", "construction_start"),
    ("奠基", "construction_start"),
    ("在建", "construction_start"),
    ("主体结构封顶", "construction_start"),
    ("冲出正负零", "construction_start"),
    ("形象进度达80%", "construction_start"),
    ("落地开工", "construction_start"),
    ("开工建设，预计年底投产", "construction_start"),
    ("一期投产", "phase_online"),
    ("二期正式投产", "phase_online"),
    ("试运行", "phase_online"),
    ("点亮", "phase_online"),
    ("Phase one in operation", "phase_online"),
    ("mise en service de la première tranche", "phase_online"),
    ("建成投用", "operational"),
    ("正式揭牌启用", "operational"),
    ("一期、二期全部投产", "operational"),
    ("went live", "operational"),
    ("put into service", "operational"),
    ("mise en service", "operational"),
    ("inauguré", "operational"),
    ("扩容至500P", "expanded"),
    ("expanded to 800P", "expanded"),
    ("停工", "suspended"),
    ("尚未交付", "suspended"),
    ("on hold", "suspended"),
    ("suspendu", "suspended"),
    ("终止", "cancelled"),
    ("流标", "cancelled"),
    ("未收到任何采购订单", "cancelled"),
    ("called off", "cancelled"),
    ("résilié", "cancelled"),
    ("闲置", "idle_reported"),
    ("sits idle", "idle_reported"),
    ("bons de calcul gratuits", "idle_reported"),
    ("挂牌转让", "transferred"),
    ("handed over", "transferred"),
    ("cédé", "transferred"),
    ("broke ground", "construction_start"),
    ("topped out", "construction_start"),
    ("pose de la première pierre", "construction_start"),
    ("feu vert", "approved"),
    ("doit voir le jour en 2026", "announced"),
    ("預計2025年投產", "announced"),
    ("expected to be in operation by 2026", "announced"),
]


@pytest.mark.parametrize(("text", "event"), EXAMPLES)
def test_event_of_a_phrase(text, event):
    match = event_of(text)
    assert match.event == event, match.reason
    assert match.status == STATUS_OF_EVENT[event]
    assert match.word in text


OPEN = [
    ("落地", {"operational", "signed"}),
    ("揭牌", {"announced", "operational"}),
    ("竣工", {"construction_start", "operational"}),
    ("launched", {"announced", "construction_start", "operational"}),
    ("签约、开工", {"signed", "construction_start"}),
    ("A、B等建成投运，C、D等加快推进", {"operational", "construction_start"}),
]


@pytest.mark.parametrize(("text", "candidates"), OPEN)
def test_words_that_do_not_decide_give_candidates(text, candidates):
    match = event_of(text)
    assert match.event is None
    assert match.status is None
    assert set(match.candidates) == candidates
    assert match.reason


@pytest.mark.parametrize("text", ["封顶", "揭牌", "尚未投产", "not yet in operation", "将投产"])
def test_not_in_service(text):
    assert event_of(text).event not in {"operational", "phase_online"}


@pytest.mark.parametrize("text", ["", "hello", "designed", "Betamax", "未来"])
def test_no_status_word(text):
    match = event_of(text)
    assert (match.event, match.candidates) == (None, ())
    assert "no status word" in match.reason


def test_two_lists_in_one_sentence_can_be_split_at_the_words():
    text = "A、B等建成投运，C、D等加快推进"
    first, second = find_events(text)
    assert (first.events, second.events) == (("operational",), ("construction_start",))
    assert text[first.start : first.end] == "建成投运"
    assert text[first.end : second.start] == "，C、D等"


def test_the_lexicon_can_be_restricted_to_a_language():
    assert event_of("signed", "en").event == "signed"
    assert event_of("signed", "zh").event is None


def test_every_word_means_something_in_the_schema():
    for language in LANGUAGES:
        words = {**mapped("events", language), **mapped("ambiguous_events", language)}
        meanings = {event for events in words.values() for event in events}
        assert meanings <= set(EVENT)
        assert set(EVENT) - meanings == set(), language
        assert all(len(events) == 1 for events in mapped("events", language).values())
        assert {b for found in mapped("basis", language).values() for b in found} == set(BASIS)


def test_every_event_has_its_status():
    assert list(STATUS_OF_EVENT) == list(EVENT)
    assert {status for status in STATUS_OF_EVENT.values() if status is not None} == set(STATUS)
    assert STATUS_OF_EVENT["transferred"] is None
    assert STATUS_OF_EVENT["idle_reported"] is None


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("规划总规模5000P", "planned"),
        ("预计建成后达5000P", "planned"),
        ("已部署2000P", "installed"),
        ("现有算力", "installed"),
        ("2,000P planned", "planned"),
        ("installed capacity", "installed"),
        ("已建成2000P，规划5000P", None),
        ("算力2000P", None),
    ],
)
def test_planned_or_installed(text, basis):
    assert basis_of(text) == basis


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("扩容至14000P", "total"),
        ("新增11000P", "increment"),
        ("expanded to 800P", "total"),
        ("adding 300P", "increment"),
        ("算力2000P", None),
    ],
)
def test_total_or_increment(text, change):
    assert change_of(text) == change
