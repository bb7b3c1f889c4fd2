"""A further publication of the same kind, and a further edition of a known one, come in by their YAML files alone."""

import hashlib
import shutil

import duckdb
import pytest
import yaml

from pipelines.run import run_job
from pipelines.settings import PROJECT
from tests.documents.reading_helpers import read
from tests.documents.retypeset import Change, retypeset

DOCUMENT = "bjs_ncj250746"
FURTHER = "bjs_further"


def spec_of(settings, document):
    return yaml.safe_load((settings.publications / f"{document}.yml").read_text(encoding="utf-8"))


def put(settings, spec):
    text = yaml.safe_dump(spec, sort_keys=False, allow_unicode=True)
    (settings.publications / f"{spec['document_id']}.yml").write_text(text, encoding="utf-8")


def edition(settings, name, change, release):
    pdf = retypeset(read(f"{DOCUMENT}.pdf"), settings.source_docs / name, change)
    sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest()
    return {"file": name, "sha256": sha256, "rendition": "pdf", "release": release}


@pytest.fixture(scope="module")
def grown(tmp_path_factory, with_caches):
    """The shipped documents; a publication like one of them with other years and numbers; and a later edition."""
    settings = with_caches(tmp_path_factory.mktemp("further"))
    shutil.copytree(PROJECT / "source_docs", settings.source_docs)
    spec = spec_of(settings, DOCUMENT)
    later = edition(settings, "later.pdf", Change(factor=2, years=0, reorder=False), "2018-03-01")
    put(settings, {**spec, "editions": [*spec["editions"], later]})
    further = edition(settings, "further.pdf", Change(factor=3, years=7), "2024-10-01")
    put(settings, {**spec, "document_id": FURTHER, "number": "NCJ 1", "title": "Later years", "editions": [further]})
    return settings, run_job(settings)


def ask(settings, sql):
    with duckdb.connect(str(settings.published), read_only=True) as con:
        return con.execute(sql).fetchall()


def test_both_are_published(grown):
    _, summary = grown
    assert (summary.exit_code, summary.failures, summary.quarantined) == (0, (), {})
    assert summary.numbers == 543 + 486


@pytest.mark.parametrize(
    "mart",
    [
        "mart_referrals", "mart_agency_referrals", "mart_dispositions", "mart_declination_reasons",
        "mart_suspect_characteristics", "mart_pretrial_release", "mart_cases_filed", "mart_adjudications",
        "mart_sentence_types", "mart_sentence_lengths", "mart_case_processing_funnel", "mart_series",
    ],
)  # fmt: skip
def test_the_further_publication_stands_in_every_mart(grown, mart):
    counted = f"SELECT document_id, count(*) FROM marts.{mart} WHERE document_id LIKE 'bjs%'"
    if mart == "mart_series":
        counted += " AND printed_as <> 'text'"
    found = dict(ask(grown[0], f"{counted} GROUP BY 1"))
    assert found[FURTHER] == found[DOCUMENT] > 0


def test_its_series_is_one_of_its_own(grown):
    found = ask(
        grown[0],
        "SELECT document_id, list(year ORDER BY year), list(value ORDER BY year) FROM marts.mart_series "
        "WHERE place = 'table_10' AND offense_type_id = 'production' AND statistic = 'count' GROUP BY ALL ORDER BY 1",
    )
    assert found == [(FURTHER, [2011, 2020], [294.0, 1020.0]), (DOCUMENT, [2004, 2013], [196.0, 680.0])]


def test_it_gets_its_verdicts_by_rule(grown):
    found = ask(
        grown[0],
        "SELECT place, other_publisher, other_place, verdict, attributes_that_differ FROM marts.mart_comparability "
        f"WHERE '{FURTHER}' IN (document_id, other_document_id) AND offense_type_id = 'production' "
        "AND other_offense_type_id = 'production' AND statistic = 'count' "
        f"AND (other_document_id = '{DOCUMENT}' OR other_publisher = 'USSC') ORDER BY ALL",
    )
    verdicts = {(place, other, there): (verdict, set(why)) for place, other, there, verdict, why in found}
    assert verdicts["table_7", "BJS", "table_7"] == ("same", set())
    assert verdicts["table_10", "BJS", "table_10"] == ("same", {"period"})
    verdict, why = verdicts["table_10", "USSC", "text"]
    assert verdict == "overlapping"
    assert {"definition", "unit_of_count"} <= why


def test_definitions_hold_where_only_the_file_gives_them(grown):
    found = ask(
        grown[0],
        f"SELECT codes, page FROM marts.dim_definition WHERE definition_id = '{FURTHER}/statutes_production'",
    )
    assert found == [(["18 U.S.C. 2251", "18 U.S.C. 2251A"], None)]


ALL_REFERRED = "table_id = 'table_1' AND offense_type_id = 'all' AND statistic = 'count' AND period_end > period_start"


def test_the_newest_release_is_current_and_the_earlier_one_can_be_asked(grown):
    history = f"SELECT printed FROM marts.fct_observation_history WHERE document_id = '{DOCUMENT}' AND {ALL_REFERRED}"
    as_of = " AND release <= DATE '{0}' AND (superseded_on IS NULL OR superseded_on > DATE '{0}')"
    assert ask(
        grown[0], f"SELECT printed FROM marts.fct_observation WHERE document_id = '{DOCUMENT}' AND {ALL_REFERRED}"
    ) == [("74,210",)]
    assert ask(grown[0], history + as_of.format("2018-01-01")) == [("37,105",)]
    assert ask(grown[0], history + as_of.format("2019-01-01")) == [("74,210",)]
    assert ask(grown[0], history + as_of.format("2017-01-01")) == []


def test_a_revised_cell_shows_both(grown):
    found = ask(
        grown[0],
        "SELECT printed, earlier_printed, is_revised FROM marts.fct_observation_history "
        f"WHERE document_id = '{DOCUMENT}' AND is_current AND {ALL_REFERRED}",
    )
    assert found == [("74,210", "37,105", True)]
    unchanged = ask(
        grown[0],
        "SELECT count(*) FROM marts.fct_observation_history "
        f"WHERE document_id = '{DOCUMENT}' AND is_current AND statistic = 'share' AND is_revised",
    )
    assert unchanged == [(0,)]
