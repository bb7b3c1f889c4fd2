"""Releases: build aside, swap in one rename, tell what a release holds. Stands alone on the finished database."""
