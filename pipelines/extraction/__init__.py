"""From pages to tables: every printed cell with its labels, page and box. Knows only `documents`."""
