"""A small landing schema and fact table that pass every gate, for tests that plant one defect."""

from typing import Any

SCHEMA = """
CREATE SCHEMA landing; CREATE SCHEMA marts;
CREATE TABLE landing.edition (edition_id VARCHAR, document_id VARCHAR, rendition VARCHAR, is_published BOOLEAN);
CREATE TABLE landing.page (edition_id VARCHAR, page INTEGER, width DOUBLE, height DOUBLE);
CREATE TABLE landing.expected_table (
    edition_id VARCHAR, document_id VARCHAR, table_id VARCHAR, kind VARCHAR, title VARCHAR,
    "rows" INTEGER, "columns" INTEGER, "values" INTEGER);
CREATE TABLE landing.table_read (
    edition_id VARCHAR, document_id VARCHAR, table_id VARCHAR, label VARCHAR, title VARCHAR,
    value_rows INTEGER, value_columns INTEGER, value_cells INTEGER);
CREATE TABLE landing.cell (
    cell_id VARCHAR, edition_id VARCHAR, document_id VARCHAR, table_id VARCHAR, role VARCHAR,
    row_start INTEGER, col_start INTEGER, row_path VARCHAR[], column_path VARCHAR[], printed VARCHAR,
    page INTEGER, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE,
    value_kind VARCHAR, value DOUBLE, value_text VARCHAR, value_low DOUBLE, value_high DOUBLE, decimals INTEGER);
CREATE TABLE landing.declared_total (
    document_id VARCHAR, table_id VARCHAR, axis VARCHAR, whole VARCHAR[], parts_kind VARCHAR,
    parts VARCHAR[][], note VARCHAR);
CREATE TABLE landing.declared_acknowledged (
    document_id VARCHAR, ordinal INTEGER, printed VARCHAR, place VARCHAR, note VARCHAR);
CREATE TABLE landing.declared_label (
    document_id VARCHAR, table_id VARCHAR, axis VARCHAR, label_path VARCHAR[], attribute VARCHAR, code VARCHAR);
CREATE TABLE landing.statement (
    statement_id VARCHAR, edition_id VARCHAR, document_id VARCHAR, ordinal INTEGER, kind VARCHAR, section VARCHAR,
    text VARCHAR, page INTEGER, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE);
CREATE TABLE landing.statement_line (
    statement_id VARCHAR, edition_id VARCHAR, line INTEGER, page INTEGER,
    x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE);
CREATE TABLE landing.statement_mention (
    statement_id VARCHAR, edition_id VARCHAR, mention INTEGER, printed VARCHAR, text_start INTEGER, text_end INTEGER);
INSERT INTO landing.statement VALUES
    ('s', 'd@1', 'd', 1, 'sentence', '', '“Half” of 1,000', 1, 50, 200, 150, 210);
INSERT INTO landing.statement_line VALUES ('s', 'd@1', 1, 1, 50, 200, 150, 210);
INSERT INTO landing.statement_mention VALUES ('s', 'd@1', 1, 'Half', 1, 5), ('s', 'd@1', 2, '1,000', 10, 15);
INSERT INTO landing.edition VALUES ('d@1', 'd', 'pdf', true);
INSERT INTO landing.page VALUES ('d@1', 1, 612, 792);
INSERT INTO landing.expected_table VALUES ('d@1', 'd', 't', 'table', 'Things', 4, 2, 8);
INSERT INTO landing.table_read VALUES ('d@1', 'd', 't', 'Table 1', 'Things', 4, 2, 8);
INSERT INTO landing.declared_total VALUES ('d', 't', 'rows', ['total'], 'siblings', NULL, NULL);
INSERT INTO landing.declared_label VALUES
    ('d', 't', 'columns', ['number'], 'statistic', 'count'), ('d', 't', 'columns', ['percent'], 'statistic', 'share');
"""

FACT = """
CREATE TABLE marts.fct_observation AS
SELECT cell_id AS observation_id, document_id, edition_id, table_id, row_path, column_path, printed, value, value_low,
    value_high, decimals, 'A' AS obs_status, CASE WHEN decimals = 0 THEN 'count' ELSE 'percent' END AS unit,
    CASE WHEN decimals = 0 THEN 'count' ELSE 'share' END AS statistic
FROM landing.cell
"""

ROWS = [("Total", "1,000", "100.0"), ("A", "500", "33.3"), ("B", "300", "33.3"), ("C", "200", "33.3")]


def fill(con: Any) -> None:
    con.execute(SCHEMA)
    for r, (label, *values) in enumerate(ROWS, start=1):
        for c, (head, printed) in enumerate(zip(("Number", "Percent"), values, strict=True), start=1):
            exact = printed.replace(",", "")
            box = (1, 100.0 * c, 20.0 * r, 100.0 * c + 30, 20.0 * r + 10)
            con.execute(
                "INSERT INTO landing.cell VALUES (?, 'd@1', 'd', 't', 'body', ?, ?, ?, ?, ?, "
                "?, ?, ?, ?, ?, 'number', ?, ?, NULL, NULL, ?)",
                [f"{r}{c}", r, c, [label], [head], printed, *box, float(exact), exact, len(exact.partition(".")[2])],
            )
    con.execute(FACT)
    con.execute(
        "CREATE TABLE register AS SELECT 'd' AS document_id, 'd.yml' AS file, '' AS message, NULL::VARCHAR AS problem"
    )
    con.execute(
        "CREATE TABLE intake AS SELECT 'd' AS document_id, 'pdf' AS rendition, 'd.pdf' AS file, '' AS message, "
        "'present' AS status, 'aa' AS sha256_known, 'aa' AS sha256_found"
    )
    con.execute(
        "CREATE TABLE reading AS SELECT 'd' AS document_id, 'pdf' AS rendition, '' AS message, NULL::VARCHAR AS problem"
    )
    con.execute(
        "CREATE TABLE published_before AS SELECT 'd' AS document_id, 'pdf' AS rendition, true AS present, '' AS why"
    )
