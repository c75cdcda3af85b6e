"""The README and the data dictionary are true today."""

import re
from collections.abc import Iterator

import duckdb
import pytest

from dcpipeline.schema import TABLES
from dcpipeline_tests import documents
from dcpipeline_tests.conftest import ROOT, Refreshed

ANALYST = (ROOT / "docs" / "analyst.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^### (\d+\. .*?)\n\n```sql\n(.*?)\n```", ANALYST, re.DOTALL | re.MULTILINE)
EXAMPLES = {name: table.example for name, table in TABLES.items() if table.example}
README = documents.README.read_text(encoding="utf-8")
QUERIES = documents.queries(README)


@pytest.mark.parametrize(("query", "output"), QUERIES)
def test_each_query_of_the_readme_prints_what_stands_below_it(
    query: str, output: str, refreshed: Refreshed
) -> None:
    assert documents.answered(query, refreshed.data) == output


@pytest.fixture(scope="module")
def connection(refreshed: Refreshed) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(refreshed.database, read_only=True) as opened:
        yield opened


def test_the_analyst_is_shown_ten_questions() -> None:
    assert [question.split(".")[0] for question, _ in QUESTIONS] == [str(n) for n in range(1, 11)]


@pytest.mark.parametrize(("question", "query"), QUESTIONS)
def test_each_question_of_the_analyst_has_an_answer(
    question: str, query: str, connection: duckdb.DuckDBPyConnection
) -> None:
    rows = connection.execute(query).fetchall()
    assert rows, question
    assert any(value is not None for value in rows[0])


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_query_runs_and_that_of_a_mart_finds_rows(
    name: str, connection: duckdb.DuckDBPyConnection
) -> None:
    rows = connection.execute(str(EXAMPLES[name])).fetchall()
    assert rows or not name.startswith("mart."), name


def test_the_answer_of_the_readme_is_that_of_a_refresh(refreshed: Refreshed) -> None:
    shown = documents.ANSWER.search(README)
    assert shown is not None
    assert _lasting(shown[0]) == _lasting(documents.printed(refreshed.output))


def _lasting(output: str) -> list[str]:
    """The lines but for that with seconds and snapshot."""
    return [line for line in output.splitlines() if not line.startswith("Refreshed in ")]


def test_the_readme_asks_five_questions_and_lists_the_tables() -> None:
    assert len(QUERIES) == 5
    assert documents.table_list() in README


def test_the_readme_opens_with_what_it_is_and_the_two_commands() -> None:
    before_the_answer = README.split("## What you get")[0]
    assert "python3 -m pip install uv && python3 -m uv run dcpipeline refresh" in before_the_answer
    assert "python3 -m uv run pytest" in before_the_answer


def test_the_data_dictionary_is_the_declared_one() -> None:
    committed = documents.DICTIONARY.read_text(encoding="utf-8")
    assert committed == documents.dictionary(), "python -m dcpipeline_tests.documents renews it"
    assert all(f"{table.name}" in committed for table in TABLES.values())


def test_links_between_pages_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    for page in pages:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"
