"""Every stated number tied to the printed cells that it speaks of, and recomputed (see pipelines/audit/statements)."""


def model(dbt, session):
    """One row for each mention of each published edition; sentences are matched to cells by pure functions."""
    dbt.config(materialized="table")
    import pyarrow as pa

    from pipelines.audit.rows import matched

    editions = dbt.ref("stg_edition").filter("is_published").project("edition_id").fetchall()
    published = {edition for (edition,) in editions}

    def rows(relation):
        names = relation.columns
        found = (dict(zip(names, row, strict=True)) for row in relation.fetchall())
        return [row for row in found if row["edition_id"] in published]

    found = matched(
        rows(dbt.ref("stg_cell")),
        rows(dbt.ref("stg_table")),
        rows(dbt.ref("stg_note")),
        rows(dbt.ref("stg_statement")),
        rows(dbt.ref("stg_statement_mention")),
    )
    words = ("statement_id", "edition_id", "printed", "unit", "relation", "verdict", "expected", "explanation")
    fields = [(name, pa.string()) for name in words]
    fields += [("mention", pa.int32()), ("value", pa.float64()), ("computed", pa.float64())]
    fields += [("checked_against", pa.list_(pa.string())), ("speaks_of", pa.list_(pa.string()))]
    fields += [("first_year", pa.int32()), ("last_year", pa.int32())]
    return pa.Table.from_pylist(found, schema=pa.schema(fields))
