"""The queries of the gates: one row for each thing looked at.

`document`, `table_id`, `place`, `expected` and `found` are for the reader of a failure; the expectation looks at the
other columns. Empty values must not pass unseen: an expectation on a range ignores them, so they are replaced by a
value that fails.
"""

from __future__ import annotations

DESCRIBED = """
SELECT document_id AS document, '' AS table_id, file AS place, 'a usable publication file' AS expected,
    message AS found, problem
FROM register ORDER BY 1, 3
"""

PRESENT = """
SELECT document_id AS document, rendition, '' AS table_id, file AS place, 'a readable file' AS expected,
    message AS found, status
FROM intake ORDER BY 1, 2, 4
"""

HASH_KNOWN = """
SELECT document_id AS document, rendition, '' AS table_id, file AS place, sha256_known AS expected,
    sha256_found AS found, sha256_known, sha256_found
FROM intake WHERE status IN ('present', 'hash_mismatch') ORDER BY 1, 2, 4
"""

READABLE = """
SELECT document_id AS document, rendition, '' AS table_id, rendition AS place,
    'the tables of its publication file' AS expected, message AS found, problem
FROM reading ORDER BY 1, 2
"""

PUBLISHED_BEFORE_PRESENT = """
SELECT document_id AS document, rendition, '' AS table_id, rendition AS place,
    'in the build, as in the release' AS expected, why AS found, present
FROM published_before ORDER BY 1, 2
"""

TABLES_EXPECTED = """
SELECT edition_id AS document, table_id, any_value(coalesce(e.title, t.title)) AS place,
    CASE WHEN count(e.title) = 0 THEN 'no such table' ELSE 'the table once' END AS expected,
    count(t.title) || ' times' AS found,
    CASE WHEN count(e.table_id) = 0 THEN -1 ELSE count(t.label) END AS times
FROM (SELECT edition_id, table_id, coalesce(title, '') AS title FROM landing.expected_table) e
FULL JOIN (SELECT edition_id, table_id, coalesce(title, '') AS title, label FROM landing.table_read) t
    USING (edition_id, table_id)
GROUP BY edition_id, table_id ORDER BY 1, 2
"""

SIZES = """
SELECT e.edition_id AS document, e.table_id, e.title AS place, e.{of} || ' {of}' AS expected,
    t.{found} || ' {of}' AS found, e.{of} AS a, coalesce(t.{found}, -1) AS b
FROM landing.expected_table e JOIN landing.table_read t USING (edition_id, table_id) ORDER BY 1, 2
"""

NUMBERS_TYPED = """
SELECT edition_id AS document, table_id, array_to_string(row_path || column_path, ' / ') AS place,
    'a number, a range or a data symbol' AS expected, printed AS found,
    CASE
        WHEN value_kind = 'number' AND (value_text IS NULL OR value IS NULL) THEN 'no value'
        WHEN value_kind = 'range' AND value_low IS NULL AND value_high IS NULL THEN 'no bounds'
        ELSE coalesce(value_kind, 'untyped')
    END AS kind
FROM landing.cell WHERE role = 'body' ORDER BY edition_id, table_id, row_start, col_start
"""

BOXES_INSIDE_PAGES = """
SELECT c.edition_id AS document, c.table_id, c.printed AS place,
    'inside page ' || c.page || ' (' || coalesce(p.width || ' x ' || p.height, 'no such page') || ')' AS expected,
    concat_ws(', ', c.x0, c.top, c.x1, c.bottom) AS found,
    coalesce(
        greatest(-c.x0, c.x1 - p.width, -c.top, c.bottom - p.height, c.x0 - c.x1, c.top - c.bottom), 1e9
    ) AS overhang
FROM landing.cell c LEFT JOIN landing.page p USING (edition_id, page)
ORDER BY c.edition_id, c.table_id, c.row_start, c.col_start
"""

IDS_UNIQUE = """
SELECT edition_id AS document, table_id, printed AS place, 'an id of its own' AS expected, cell_id AS found,
    coalesce(cell_id, '') AS id
FROM landing.cell ORDER BY edition_id, table_id, row_start, col_start
"""

MENTIONS_IN_TEXT = """
SELECT s.edition_id AS document, '' AS table_id, s.text AS place, m.printed AS expected,
    substr(s.text, m.text_start + 1, m.text_end - m.text_start) AS found,
    m.printed AS a, coalesce(substr(s.text, m.text_start + 1, m.text_end - m.text_start), '(no statement)') AS b
FROM landing.statement_mention m LEFT JOIN landing.statement s USING (statement_id)
ORDER BY s.edition_id, s.ordinal, m.mention
"""

STATEMENTS_WHOLE = """
SELECT s.edition_id AS document, '' AS table_id, s.text AS place, 'a quantity, and lines inside pages' AS expected,
    coalesce(m.mentions, 0) || ' quantities, ' || coalesce(l.inside, 0) || ' of ' || coalesce(l.lines, 0)
        || ' lines inside pages' AS found,
    coalesce(m.mentions > 0 AND l.lines > 0 AND l.inside = l.lines, false) AS whole
FROM landing.statement s
LEFT JOIN (SELECT statement_id, count(*) AS mentions FROM landing.statement_mention GROUP BY 1) m USING (statement_id)
LEFT JOIN (
    SELECT l.statement_id, count(*) AS lines,
        count(*) FILTER (
            l.x0 >= -0.5 AND l.top >= -0.5 AND l.x1 <= p.width + 0.5 AND l.bottom <= p.height + 0.5
            AND l.x0 <= l.x1 AND l.top <= l.bottom) AS inside
    FROM landing.statement_line l LEFT JOIN landing.page p USING (edition_id, page) GROUP BY 1
) l USING (statement_id)
ORDER BY s.edition_id, s.ordinal
"""

STATEMENTS_STAGED = """
SELECT l.edition_id AS document, '' AS table_id, l.text AS place, l.n || ' quantities' AS expected,
    coalesce(s.n, 0) || ' quantities' AS found, l.n AS a, coalesce(s.n, -1) AS b
FROM (
    SELECT s.edition_id, s.ordinal, s.statement_id, s.text, count(m.mention) AS n FROM landing.statement s
    LEFT JOIN landing.statement_mention m USING (statement_id) GROUP BY ALL
) l
LEFT JOIN (
    SELECT s.statement_id, count(m.mention) AS n FROM staging.stg_statement s
    LEFT JOIN staging.stg_statement_mention m USING (statement_id) GROUP BY 1
) s USING (statement_id)
ORDER BY l.edition_id, l.ordinal
"""

PATHS_UNIQUE = """
SELECT edition_id AS document, table_id, array_to_string(row_path || column_path, ' / ') AS place,
    'labels of its own' AS expected, printed AS found,
    to_json([[edition_id, table_id], row_path, column_path])::VARCHAR AS path
FROM landing.cell WHERE role = 'body' ORDER BY edition_id, table_id, row_start, col_start
"""

BODY_CELLS = """
SELECT document_id, edition_id, table_id, row_path, column_path, value_text, decimals, printed
FROM landing.cell WHERE role = 'body' ORDER BY edition_id, table_id, row_start, col_start
"""

DECLARED_TOTALS = "SELECT * FROM landing.declared_total ORDER BY ALL"
ACKNOWLEDGED = "SELECT * FROM landing.declared_acknowledged ORDER BY ALL"
DECLARED_MEANINGS = "SELECT * FROM landing.declared_label ORDER BY ALL"

_PLACE = "array_to_string(o.row_path || o.column_path, ' / ')"
_PUBLISHED_CELLS = """(
    SELECT c.* FROM landing.cell c JOIN landing.edition e USING (edition_id) WHERE c.role = 'body' AND e.is_published
)"""

KEYS_UNIQUE = f"""
SELECT o.document_id AS document, o.table_id, {_PLACE} AS place, 'an id of its own' AS expected,
    o.observation_id AS found, coalesce(o.observation_id, '') AS id
FROM marts.fct_observation o ORDER BY 1, 2, o.observation_id
"""

VALUES_IN_RANGE = f"""
SELECT o.document_id AS document, o.table_id, {_PLACE} AS place,
    coalesce(o.statistic, 'no statistic') || ' in ' || coalesce(o.unit, 'no unit') || ' within its bounds' AS expected,
    o.printed AS found,
    CASE
        WHEN (o.unit IS NULL OR o.statistic IS NULL) AND coalesce(o.obs_status <> 'V', true) THEN 'no meaning'
        WHEN o.value_low > o.value_high THEN 'runs downwards'
        WHEN o.statistic = 'count' AND (o.value < 0 OR o.value <> floor(o.value)) THEN 'not a count'
        WHEN o.statistic = 'share' AND (o.value < 0 OR o.value > 100) THEN 'not a share'
        WHEN o.statistic IN ('mean', 'median', 'range') AND least(o.value, o.value_low, o.value_high) < 0
            THEN 'negative'
        WHEN coalesce(o.value, o.value_low, o.value_high) IS NULL AND coalesce(o.obs_status = 'A', true)
            THEN 'no value'
        ELSE 'within'
    END AS verdict
FROM marts.fct_observation o ORDER BY 1, 2, o.observation_id
"""

NOTHING_LOST = f"""
SELECT o.document_id AS document, o.table_id, {_PLACE} AS place, o.printed AS expected,
    coalesce(f.printed, 'no observation') AS found, o.printed AS a, coalesce(f.printed, '(no observation)') AS b
FROM {_PUBLISHED_CELLS} o LEFT JOIN marts.fct_observation f ON f.observation_id = o.cell_id
ORDER BY 1, 2, o.row_start, o.col_start
"""

NOTHING_ADDED = f"""
SELECT o.document_id AS document, o.table_id, {_PLACE} AS place, 'a landed cell' AS expected, o.printed AS found,
    c.cell_id
FROM marts.fct_observation o LEFT JOIN {_PUBLISHED_CELLS} c ON c.cell_id = o.observation_id
ORDER BY 1, 2, o.observation_id
"""

NOTHING_TWICE = f"""
SELECT o.document_id AS document, o.table_id, any_value({_PLACE}) AS place, 'one observation' AS expected,
    count(*) || ' observations' AS found, count(*) AS times
FROM marts.fct_observation o
GROUP BY o.document_id, o.table_id, o.row_path, o.column_path, o.edition_id ORDER BY 1, 2, 3
"""

# Status V: a number that is printed without a label. It is bound to no meaning by guessing.
UNITS_AGREE = """
SELECT edition_id AS document, table_id, array_to_string(row_path || column_path, ' / ') AS place,
    'the unit printed beside it, ' || printed_unit AS expected, unit AS found, printed_unit, coalesce(unit, '') AS unit
FROM staging.stg_observation WHERE coalesce(printed_unit, '') <> ''
ORDER BY 1, 2, 3
"""

LABELS_RESOLVED = """
SELECT edition_id AS document, table_id, array_to_string(row_path || column_path, ' / ') AS place,
    'a meaning for every label' AS expected, 'no measure, unit, statistic or period' AS found,
    coalesce(obs_status = 'V', false) OR (
        measure_id IS NOT NULL AND unit IS NOT NULL AND statistic IS NOT NULL AND period_start IS NOT NULL
    ) AS resolved
FROM staging.stg_observation ORDER BY 1, 2, 3
"""
