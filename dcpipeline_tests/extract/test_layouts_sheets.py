"""Fact sheets and typed tables in Latin letters, whatever elements the page sets them in."""

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.extract.layouts.labels import is_latin_label
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import events, read, told, values

NAME = "Yunling AI Computing Center"
FIELDS = (
    ("Operator", "Jinyun Group"),
    ("Location", "Wuhu, Anhui"),
    ("Status", "Under construction"),
    ("Racks", "2,000"),
    ("IT power", "40 MW"),
    ("Total investment", "RMB 3 billion"),
)
SHEETS = [
    "<h3>{name}</h3><ul>{fields}</ul>|<li><b>{label}:</b> {value}</li>",
    "<h3>{name}</h3><dl>{fields}</dl>|<dt>{label}</dt><dd>{value}</dd>",
    "<h3>{name}</h3>{fields}|<div><span>{label}</span><span>{value}</span></div>",
    "<h3>{name}</h3>{fields}|<div><div>{label}</div><div>{value}</div></div>",
    "<h3>{name}</h3><p>{fields}</p>|{label}: {value}<br>",
    "<table><tr><td>Project name</td><td>{name}</td></tr>{fields}</table>"
    "|<tr><td>{label}</td><td>{value}</td></tr>",
    "<p>Name: {name}</p>{fields}|<p>{label}: {value}</p>",
]
FRENCH = (
    "Nom : centre de calcul Yunling\nExploitant : groupe Jinyun\nLieu : Wuhu, Anhui\n"
    "État : en construction\nBaies : 2 000\nInvestissement : 3 milliards de yuans\n"
)
HEAD = ("Facility", "Operator", "Where", "Stage", "IT load")
ROWS = [
    (NAME, "Jinyun Group", "Wuhu, Anhui", "Under construction", "40 MW"),
    ("Qingchuan Data Center", "Hailin Data", "Zhongwei, Ningxia", "Live", "20 MW"),
]


def sheet(form: str, gazetteer: Gazetteer) -> Extraction:
    around, field = form.split("|")
    fields = "".join(field.format(label=label, value=value) for label, value in FIELDS)
    body = around.format(name=NAME, fields=fields)
    title = "Facts about a new site"
    page = f"<html lang=en><title>{title}</title><article><h1>{title}</h1>{body}</article></html>"
    return read(page, gazetteer)


def stated(found: Extraction) -> set[tuple[str, float | None]]:
    figures = ("racks", "it_load", "investment")
    return {(name, claim.value_num) for name in figures for claim in told(found, name)}


@pytest.mark.parametrize("form", SHEETS)
def test_a_sheet_tells_of_the_thing_that_it_names(form: str, gazetteer: Gazetteer) -> None:
    found = sheet(form, gazetteer)
    assert [(s.name, s.city_adcode) for s in found.subjects] == [(NAME, "340200")]
    assert values(found, "operator") == ["Jinyun Group"]
    assert events(found) == [(NAME, "construction_start")]
    assert stated(found) == {("racks", 2000), ("it_load", 40), ("investment", 3e9)}


def test_a_sheet_below_the_title_tells_of_what_the_title_names(gazetteer: Gazetteer) -> None:
    lines = "\n".join(f"{label}: {value}" for label, value in FIELDS)
    found = read(f"{NAME}\n\n{lines}\n", gazetteer)
    assert [(s.name, s.city_adcode) for s in found.subjects] == [(NAME, "340200")]
    assert stated(found) == {("racks", 2000), ("it_load", 40), ("investment", 3e9)}


def test_french_sheets_are_read(gazetteer: Gazetteer) -> None:
    found = read(FRENCH, gazetteer)
    assert [(s.name, s.city_adcode) for s in found.subjects] == [
        ("centre de calcul Yunling", "340200")
    ]
    assert values(found, "operator") == ["groupe Jinyun"]
    assert stated(found) == {("racks", 2000), ("investment", 3e9)}


def typed(separator: str, edge: str = "", rule: str = "") -> str:
    lines = [edge + separator.join(cells) + edge for cells in (HEAD, *ROWS)]
    return "\n".join([lines[0], *([rule] if rule else []), *lines[1:]])


@pytest.mark.parametrize(
    "table",
    [
        typed("\t"),
        typed(" | ", "|", "|---|---|---|---|---|"),
        "<table>"
        + "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEAD, *ROWS)
        )
        + "</table>",
    ],
)
def test_tables_give_each_row_its_own(table: str, gazetteer: Gazetteer) -> None:
    found = read(table, gazetteer)
    assert [(s.name, s.city_adcode) for s in found.subjects] == [
        (NAME, "340200"),
        ("Qingchuan Data Center", "640500"),
    ]
    assert values(found, "operator") == ["Jinyun Group", "Hailin Data"]
    assert events(found) == [
        (NAME, "construction_start"),
        ("Qingchuan Data Center", "operational"),
    ]


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("Planned IT load (MW)", True),
        ("Date de mise en service", True),
        ("Owner/operator", True),
        ("The company said", False),
        ("Under construction", False),
        ("建设单位", False),
        ("What the operator of the new center told us", False),
    ],
)
def test_labels_are_header_words_with_what_describes_them(words: str, is_one: bool) -> None:
    assert is_latin_label(words) is is_one


def test_sentences_with_colons_are_no_sheet(gazetteer: Gazetteer) -> None:
    text = (
        f"Investors were told of the {NAME} in Wuhu, Anhui, in May 2025.\n"
        "The company said: we have begun.\nThe mayor said: 2,000 racks will come.\n"
        "A critic said: nobody needs it.\n"
    )
    kinds = {block.kind for block in read(text, gazetteer).document.blocks}
    assert "row" not in kinds
