"""The manifest of the dbt project: where dbt trips over what it knew of an earlier state, it parses anew."""

import pytest

from pipelines.settings import PROJECT, Settings
from pipelines.steps import dbt


@pytest.mark.parametrize(("errors", "times"), [((), 1), (("two entries for one model",), 2)])
def test_a_parse_that_trips_over_an_earlier_state_is_done_without_it(tmp_path, monkeypatch, errors, times):
    settings = Settings(PROJECT / "source_docs", tmp_path)
    asked = []

    def invoke(settings, arguments, manifest=None):
        asked.append(arguments)
        anew = "--no-partial-parse" in arguments
        if anew or not errors:
            settings.dbt_target.mkdir(parents=True)
            (settings.dbt_target / "manifest.json").write_text("{}")
        return dbt.Outcome((), (), () if anew else errors)

    monkeypatch.setattr(dbt, "_invoke", invoke)
    assert dbt.manifest_path(settings).read_text() == "{}"
    assert len(asked) == times
    assert dbt.manifest_path(settings).is_file()
    assert len(asked) == times


def test_a_project_that_cannot_be_parsed_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(dbt, "_invoke", lambda settings, arguments: dbt.Outcome((), (), ("no such model",)))
    with pytest.raises(dbt.DbtError, match="no such model"):
        dbt.manifest_path(Settings(PROJECT / "source_docs", tmp_path))
