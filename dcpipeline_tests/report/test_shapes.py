"""The outlines of the map."""

import hashlib
import json

import yaml

from dcpipeline.report.page import FOLDER
from dcpipeline_tests.conftest import DATA

SHAPES = FOLDER / "provinces.geojson"
RECEIPT = FOLDER / "provinces.receipt.yml"


def test_every_province_level_unit_has_an_outline() -> None:
    shapes = json.loads(SHAPES.read_text(encoding="utf-8"))["features"]
    lines = (DATA / "reference" / "admin_divisions.csv").read_text(encoding="utf-8").splitlines()
    provinces = {line.split(",")[0] for line in lines if ",province," in line}
    assert {shape["id"] for shape in shapes} == provinces
    assert len(provinces) == 34


def test_the_receipt_is_of_this_file() -> None:
    receipt = yaml.safe_load(RECEIPT.read_text(encoding="utf-8"))
    assert receipt["sha256"] == hashlib.sha256(SHAPES.read_bytes()).hexdigest()
    assert receipt["features"] == 34 and receipt["licence"] and receipt["origin"]
