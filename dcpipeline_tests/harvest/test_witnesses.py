"""Origins of register rows, pages and rows of data sets, through the archive."""

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from dcpipeline import harvest
from dcpipeline.extract import claims_from_register
from dcpipeline.reference import facts_as_of
from dcpipeline_tests.harvest.conftest import Desk
from dcpipeline_tests.harvest.files import warc_record, write_warc

NAME = "云帆智算中心"
TOLD = (
    f"6月16日，{NAME}在宁夏中卫市开工，总投资31.2亿元，规划算力5000P，由云帆科技有限公司建设。",
    "项目共规划机架3000个，采用液冷技术，建成后为当地的人工智能企业提供算力，计划明年10月投用。",
    "中卫市数据局介绍，道路和变电站已经完工，下一步将加快设备安装，带动当地就业800人。",
)
RETOLD = (
    f"中卫市又一个算力项目动工：{NAME}近日在中卫市开工，云帆科技为此拿出约31亿元。",
    "冬季也不停工，两个标段同时推进，工地上的塔吊已经立起来了，明年秋天交付。",
)
HOSTS = 12


def page(*paragraphs: str, source: str = "", foot: str = "") -> bytes:
    said = "".join(f"<p>{text}</p>" for text in paragraphs)
    body = f"<div>2025-06-18 {source}</div><div>{said}</div><div class=footer>{foot}</div>"
    head = f"<meta charset=utf-8><title>{NAME}开工</title>"
    return f"<html><head>{head}</head><body><h1>{NAME}开工</h1>{body}</body></html>".encode()


def url(number: int) -> str:
    return f"https://host{number}.example/{number}.html"


@pytest.fixture
def registered(desk: Desk) -> Desk:
    """The register has two rows more, each on another host of the same story."""
    register = desk.facts["raw.announcements"]
    row = register.filter(pl.col("source_tier") == "press").head(1)
    more = [
        row.with_columns(
            announcement_id=pl.lit(f"AN000000000{number}"),
            name_zh=pl.lit(NAME),
            name_en=pl.lit(None, dtype=pl.String),
            province_adcode=pl.lit("640000"),
            city_adcode=pl.lit("640500"),
            source_url=pl.lit(url(number)),
            cited_url=pl.lit(None, dtype=pl.String),
            source_publisher=pl.lit("宁夏日报" if number else url(number)),
            source_date=pl.lit("2025-06-18"),
        )
        for number in (0, 1)
    ]
    rows = pl.concat(more)
    day = facts_as_of(desk.data)
    claims, _ = claims_from_register(rows, as_of=day, facts_as_of=day)
    assert claims["origin_id"].n_unique() == 2
    desk.facts = desk.facts | {"raw.announcements": rows, "core.claims": claims}
    return desk


def ingest(desk: Desk, folder: Path, *contents: tuple[str, bytes]) -> pl.DataFrame:
    """All claims, once these pages (address, content) were taken in."""
    records = [
        warc_record(address, content, datetime(2025, 6, 19, 8)) for address, content in contents
    ]
    harvest.ingest(desk.data, write_warc(folder / "crawl.warc.gz", records))
    return desk.tables()["core.claims"]


def test_a_story_on_many_hosts_of_which_the_register_knows_two(
    registered: Desk, tmp_path: Path
) -> None:
    pages = [
        (url(number), page(*TOLD[: 3 - number % 2], source="来源：新华社", foot=f"网站{number}号"))
        for number in range(HOSTS)
    ]
    claims = ingest(registered, tmp_path, *pages)
    assert claims["source_url"].n_unique() == HOSTS
    assert claims["announcement_id"].drop_nulls().n_unique() == 2
    assert claims["origin_id"].n_unique() == 1


def test_another_page_of_an_outlet_that_the_register_names(
    registered: Desk, tmp_path: Path
) -> None:
    before = registered.facts["core.claims"].filter(announcement_id="AN0000000001")
    reprint = ("https://portal.example/1.html", page(*RETOLD, source="来源：宁夏日报"))
    own = ("https://portal.example/2.html", page(*TOLD, source="来源：中卫晚报"))
    claims = ingest(registered, tmp_path, reprint, own)
    told = {
        address: set(claims.filter(source_url=address)["origin_id"])
        for address, _ in (reprint, own)
    }
    assert told[reprint[0]] == set(before["origin_id"])
    assert told[own[0]].isdisjoint(claims["origin_id"].filter(claims["source_url"] != own[0]))
