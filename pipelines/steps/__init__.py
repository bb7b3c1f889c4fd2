"""The steps of a run as plain functions: they know the parts before them, and neither Dagster nor the command line."""
