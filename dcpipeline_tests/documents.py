"""Pages whose content follows from code and facts: renew them, or see whether they are true.

``python -m dcpipeline_tests.documents`` runs a refresh in a temporary folder and renews the output
in README.md and docs/data-dictionary.md.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from dcpipeline.schema import TABLES
from dcpipeline.schema.deprecations import DEPRECATIONS
from dcpipeline.warehouse.exports import dictionary_markdown
from dcpipeline_tests.conftest import ROOT, copy_facts, run_command

README = ROOT / "README.md"
DICTIONARY = ROOT / "docs" / "data-dictionary.md"
QUERY = re.compile(r"```sql\n(?P<query>.*?)\n```\n\n```\n(?P<output>.*?)\n```", re.DOTALL)
ANSWER = re.compile(r"(?<=ends with the answer:\n\n```\n).*?(?=\n```)", re.DOTALL)
WAREHOUSE = re.compile(r"(?<=^Warehouse: ).*", re.MULTILINE)
TABLE_LIST = re.compile(r"(?<=## Tables\n\n)\| table .*?(?=\n\n)", re.DOTALL)


def queries(readme: str) -> list[tuple[str, str]]:
    """The queries of the README with the output shown below each."""
    return [(found["query"], found["output"]) for found in QUERY.finditer(readme)]


def answered(query: str, data: Path) -> str:
    """What ``dcpipeline sql`` prints for a query, without trailing blanks."""
    done = run_command("sql", query, data=data)
    assert done.returncode == 0, done.stderr
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines())


def printed(output: str) -> str:
    """What ``dcpipeline refresh`` prints in the folder of the project, without trailing blanks."""
    shown = WAREHOUSE.sub("data/warehouse/dcpipeline.duckdb", output.rstrip())
    return "\n".join(line.rstrip() for line in shown.splitlines())


def table_list() -> str:
    """The tables as a Markdown table."""
    rows = [
        f"| `{name}` | {table.description} |"
        for name, table in TABLES.items()
        if table.schema in {"mart", "core", "ref"}
    ]
    return "\n".join(["| table | what it holds |", "| --- | --- |", *rows])


def dictionary() -> str:
    """The data dictionary as it is committed, and as it lies in a snapshot."""
    return dictionary_markdown(TABLES.values(), DEPRECATIONS)


def main() -> None:
    """Renew the pages."""
    DICTIONARY.write_text(dictionary(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        data = copy_facts(Path(folder) / "data")
        done = run_command("refresh", data=data)
        if done.returncode:
            sys.exit(done.stderr)
        text = README.read_text(encoding="utf-8")
        text = TABLE_LIST.sub(lambda _: table_list(), text)
        text = ANSWER.sub(lambda _: printed(done.stdout), text)
        for query, output in queries(text):
            text = text.replace(f"{query}\n```\n\n```\n{output}\n", _block(query, data))
    README.write_text(text, encoding="utf-8")
    subprocess.run(["git", "diff", "--stat", "--", README, DICTIONARY], check=True)


def _block(query: str, data: Path) -> str:
    return f"{query}\n```\n\n```\n{answered(query, data)}\n"


if __name__ == "__main__":
    main()
