"""Where the tables of a page are, without reading them: `find_regions`."""

from pipelines.extraction.detect.finder import Found, find_regions

__all__ = ["Found", "find_regions"]
