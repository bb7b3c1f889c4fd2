"""Plumbline: printed statistics, landed with their page and box, typed, audited and published."""
