"""One number explained: found by words or id, with its meaning, its checks and the picture of its page."""

import duckdb
import pytest

from pipelines.cli import main
from pipelines.cli.query import READ_ONLY
from pipelines.steps import explaining


@pytest.fixture(scope="module")
def con(built):
    settings, _ = built
    with duckdb.connect(str(settings.published), read_only=True, config=READ_ONLY) as connection:
        yield connection


def test_words_of_table_row_and_column_find_one_number(con):
    found = explaining.explain(con, explaining.find(con, ["table_7", "production", "2013"]))
    assert found.observation["printed"] == "528"
    assert found.observation["page"] == 6
    assert ("offense_type", "production") in {(attribute, code) for attribute, code, _, _ in found.meaning}
    assert all(holds for holds, _ in found.checks)
    assert any("3,058 is the sum of 170 + 156" in text for _, text in found.checks)


def test_the_beginning_of_an_id_is_enough(con):
    whole = explaining.find(con, ["exhibit_1", "2001", "tips"])
    assert explaining.find(con, [whole[:9]]) == whole


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["table_7", "2013"], "4 numbers fit. Give more words, or one of these ids:"),
        (["penguins"], "Nothing in the warehouse carries “penguins”."),
        (["exhibit_1", "Prosecuted"], "no number carries all of them"),
    ],
)
def test_words_that_fit_none_or_several_are_told(con, words, says):
    with pytest.raises(explaining.NotFoundError, match=says.replace(".", r"\.")):
        explaining.find(con, words)


def test_a_slip_is_told_with_its_arithmetic_and_what_a_person_noted(con):
    found = explaining.explain(con, explaining.find(con, ["table_1", "possession", "2004–2013", "Percent"]))
    assert [text for holds, text in found.checks if not holds] == [
        "72.1 is not 26,785 / 37,105 = 72.187. 26,785 of 37,105 is 72.2%."
    ]
    held = explaining.explain(con, explaining.find(con, ["table_4", "Number of declinations", "Child sex trafficking"]))
    assert (True, "2,206 is also printed as 2,206 in table_3") in held.checks


def test_a_sum_that_holds_only_within_rounding_says_so(con):
    found = explaining.explain(con, explaining.find(con, ["table_3", "Prosecuted", "Child sex trafficking", "Percent"]))
    assert any(
        text.endswith("100% is the sum of 59.1 + 36.0 + 4.8 within rounding (= 99.9)") for _, text in found.checks
    )


def test_a_value_without_a_label_is_explained_too(con):
    ids = con.execute("SELECT observation_id FROM marts.fct_observation WHERE printed = '275 months'").fetchall()
    found = explaining.explain(con, ids[0][0])
    assert found.observation["statistic"] is None
    assert found.observation["obs_status"] == "V"


def test_the_command_writes_the_picture(built, tmp_path, capsys):
    settings, _ = built
    out = tmp_path / "crop.png"
    folders = ["--warehouse", str(settings.warehouse), "--source-docs", str(settings.source_docs)]
    assert main(["explain", "method_of_production", "Other Camera", "N", "--image", str(out), *folders]) == 0
    assert out.read_bytes().startswith(b"\x89PNG")
    assert "printed" in capsys.readouterr().out
    assert main(["explain", "penguins", *folders]) == 1
    assert "penguins" in capsys.readouterr().err


def test_a_picture_that_cannot_be_written_is_told_and_leaves_nothing(built, tmp_path, capsys):
    settings, _ = built
    folders = ["--warehouse", str(settings.warehouse), "--source-docs", str(settings.source_docs)]
    folder, file = tmp_path / "folder", tmp_path / "file"
    folder.mkdir()
    file.write_text("x")
    number = ["explain", "method_of_production", "Other Camera", "N", "--image"]
    for image, says in ((folder, "is a folder. Name the file to write"), (file / "x.png", "cannot be written")):
        assert main([*number, str(image), *folders]) == 1
        told = capsys.readouterr()
        assert says in told.err
        assert told.out == ""
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["file", "folder"]
