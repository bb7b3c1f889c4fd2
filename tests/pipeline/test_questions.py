"""The page of questions is current, and its answers say what the documents print.

To make it anew: python -m tests.pipeline.test_questions DATABASE
"""

import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.publishing.questions import questions, questions_page
from pipelines.settings import PROJECT

FOLDER = PROJECT / "docs" / "questions"
PAGE = PROJECT / "docs" / "questions.md"


def answer(built, start):
    (question,) = [q for q in questions(FOLDER) if q.file.name.startswith(start)]
    with duckdb.connect(str(built[0].published), read_only=True) as con:
        result = con.execute(question.sql)
        names = [d[0] for d in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def test_the_page_is_current(built):
    assert PAGE.read_text(encoding="utf-8") == questions_page(FOLDER, built[0].published), "see the head of this file"


def test_every_question_is_short_and_told_in_words():
    assert len(questions(FOLDER)) >= 19
    for question in questions(FOLDER):
        assert question.title.endswith("?"), question.file
        assert question.reading, question.file
        assert len(question.sql.splitlines()) <= 12, question.file


STATED = {"unit_of_count_id", "counting_rule_id"}


def test_an_answer_in_numbers_tells_unit_rule_and_kind_of_year(built):
    with duckdb.connect(str(built[0].published), read_only=True) as con:
        for question in questions(FOLDER):
            result = con.execute(question.sql)
            names = {d[0] for d in result.description}
            rows = [dict(zip([d[0] for d in result.description], row, strict=True)) for row in result.fetchall()]
            if names & {"kind", "severity"}:
                continue  # definitions and findings carry their own words
            assert names >= STATED, question.file
            assert names & {"period", "period_type"}, question.file
            assert all(row[name] for row in rows for name in STATED | names & {"period", "period_type"}), question.file


@pytest.mark.parametrize(
    ("start", "row"),
    [
        ("01", {"offense_type_id": "production", "category": "Prosecuted", "suspects": "2,201", "percent": "65.0"}),
        ("02", {"offense_type_id": "production", "growth": "(643 - 218) / 218 = 195.0 %"}),
        ("03", {"publisher": "USSC", "stage_id": "sentenced", "year": 2019, "printed": "512"}),
        ("03", {"publisher": "BJS", "stage_id": "filed", "year": 2013, "printed": "528"}),
        ("04", {"offense_type_id": "all", "stage": "Case filed", "printed": "21,887", "per_100_referrals": 59.0}),
        ("04", {"offense_type_id": "all", "category_id": "prison_only", "printed": "16,828"}),
        ("04", {"stage": "Initial hearing", "printed": "17,744", "per_100_referrals": None}),
        ("05", {"offense_type_id": "production", "percent": "14.6%", "at_least": 152, "at_most": 152}),
        ("06", {"offense_type_id": "sex_trafficking", "2004": "59%", "2013": "57%", "change_in_points": -2.0}),
        ("07", {"offense_type_id": "production", "change_within_rounding": "105.5 to 105.7 %", "cases_2004": "98"}),
        ("08", {"offense_type_id": "production", "year": 2013, "longer_half_averages": 517.4}),
        ("09", {"offense_type_id": "all", "any_prison": 17112, "percent": 98.4}),
        ("10", {"offense_type_id": "all", "category": "Convicted by plea", "percent_of_convicted": 95.4}),
        ("11", {"table_id": "table_7", "period_end": 2013, "all_types": "21,887", "too_many": 2975}),
        ("11", {"table_id": "table_8", "too_many": 2703, "may_be_added": False}),
        ("11", {"table_id": "table_2", "agency_id": "fbi", "too_many": 0, "may_be_added": True}),
        ("12", {"agency": "Federal Bureau of Investigation", "suspects": "3,826", "percent": "57.0"}),
        ("13", {"category": "Total", "statistic": "median", "printed": "39 yrs."}),
        ("14", {"printed_in": "text", "offense_type_id": "all_federal", "released": "35%"}),
        ("15", {"disposition": "prosecuted", "printed": "177", "days": 177.0}),
        (
            "16",
            {"year": 2004, "tips": "112,017", "change": "37%", "recomputed": "(112,017 - 81,987) / 81,987 = 36.6 %"},
        ),
        ("17", {"category": "Other stranger", "percent": "7.6%", "additivity_id": "multiple_response"}),
        ("17", {"category": "Produced by the victim", "n": "187", "additivity_id": "multiple_response"}),
        ("18", {"category_id": "failed_to_register", "printed": "Eighty-eight"}),
        ("19", {"offense_type_id": "production", "defined_by": "BJS", "kind": "guideline", "verdict": "overlapping"}),
    ],
)
def test_an_answer_says_what_is_printed(built, start, row):
    found = answer(built, start)
    assert any(row.items() <= answered.items() for answered in found), found[:3]


if __name__ == "__main__":
    PAGE.write_text(questions_page(FOLDER, Path(sys.argv[1])), encoding="utf-8")
