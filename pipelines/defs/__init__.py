"""The Dagster side: assets, checks, jobs, schedules, sensors, resources. The only place that imports dagster."""
