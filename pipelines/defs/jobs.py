"""When things run: two jobs, a daily schedule, a sensor on the source documents, and one that shows failures."""

import datetime as dt

import dagster as dg
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from pipelines.defs.orphans import report_orphans
from pipelines.publishing.fingerprint import Fingerprint
from pipelines.publishing.release import current, unchanged
from pipelines.settings import Settings
from pipelines.steps.documents import Plan, fingerprint_of
from pipelines.steps.state import BuildState, write_atomically

DAILY = "0 5 * * *"
SENSOR_SECONDS = 60


def resource_config(settings: Settings, **options: object) -> dict[str, object]:
    """The run configuration of a job: the folders, and what to read anew."""
    folders = {"source_docs": str(settings.source_docs), "warehouse": str(settings.warehouse)}
    return {"plumbline": {"config": {**folders, **options}}}


def build_jobs(settings: Settings) -> list[UnresolvedAssetJobDefinition]:
    """The two jobs; both run everything in one process, since a process for each step costs seconds each time."""
    return [
        dg.define_asset_job(
            "full_refresh",
            dg.AssetSelection.all(),
            description="Read every document anew, build everything, publish.",
            config={"resources": resource_config(settings, reread=True)},
            executor_def=dg.in_process_executor,
        ),
        dg.define_asset_job(
            "changed_documents",
            dg.AssetSelection.all(),
            description="Read what has changed, build everything, publish; nothing, where nothing has changed.",
            config={"resources": resource_config(settings, when_changed=True)},
            executor_def=dg.in_process_executor,
        ),
    ]


def _now(settings: Settings) -> Fingerprint:
    return fingerprint_of(settings, Plan())


def build_schedule(settings: Settings) -> dg.ScheduleDefinition:
    """Once a day, in case that the sensor was off."""

    @dg.schedule(
        name="daily",
        job_name="changed_documents",
        cron_schedule=DAILY,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Builds what has changed, once a day.",
    )
    def daily(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        if unchanged(settings.warehouse, _now(settings)):
            return dg.SkipReason("Nothing has changed since the published release.")
        return dg.RunRequest()

    return daily


def build_sensors(settings: Settings) -> list[dg.SensorDefinition]:
    """The sensor on the source documents, and the one on failed runs."""

    @dg.sensor(
        name="source_docs",
        job_name="changed_documents",
        minimum_interval_seconds=SENSOR_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Watches the folder of source documents and asks for a run when a file in it has changed.",
    )
    def source_docs(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        for run_id in report_orphans(context.instance):
            context.log.warning(f"Run {run_id} was reported as failed: its process is gone.")
        now = _now(settings)
        if context.cursor == now.inputs or unchanged(settings.warehouse, now):
            context.update_cursor(now.inputs)
            return dg.SkipReason("Nothing has changed in the folder of source documents.")
        # With the release in its key, a request for a state that was published earlier is a new request.
        release = current(settings.warehouse)
        key = f"{release.release_id if release else ''}:{now.whole}"
        return dg.SensorResult([dg.RunRequest(run_key=key)], cursor=now.inputs)

    @dg.run_failure_sensor(
        name="failed_runs",
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Writes down why a run failed, where a person will look: in the log and beside the warehouse.",
    )
    def failed_runs(context: dg.RunFailureSensorContext) -> None:
        note_failure(settings, context.dagster_run, context.failure_event.message or "no reason was given")
        context.log.error(f"{context.dagster_run.job_name} failed: {context.failure_event.message}")

    return [source_docs, failed_runs]


def note_failure(settings: Settings, run: dg.DagsterRun, message: str) -> None:
    """Write the note on the last failed run: the gates that failed in words, else what the steps said."""
    gates = [gate for gate in BuildState(settings).gates() if not gate.passed and gate.severity == "error"]
    if gates:
        message = "\n\n".join(gate.message for gate in gates)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    write_atomically(
        settings.failure_note,
        f"# The last run failed\n\nJob {run.job_name}, run {run.run_id}, noted {now}.\n\n{message}\n\n"
        "The published warehouse is as it was before. Put right what is named above, then run again.\n",
    )
