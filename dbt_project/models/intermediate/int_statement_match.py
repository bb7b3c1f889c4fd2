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

    named = dbt.ref("stg_declared_label").project("attribute, code, label_path[-1]").fetchall()
    for dimension, seed, columns in (
        ("agency", dbt.ref("seed_agency"), ("label", "abbreviation")),
        ("offense_type", dbt.ref("seed_offense_type"), ("label",)),
        ("category", dbt.ref("seed_category"), ("label",)),
    ):
        for column in columns:
            named += [(dimension, *row) for row in seed.project(f"{dimension}_id, {column}").fetchall()]
    found = matched(
        rows(dbt.ref("stg_cell")),
        rows(dbt.ref("stg_table")),
        rows(dbt.ref("stg_note")),
        rows(dbt.ref("stg_statement")),
        rows(dbt.ref("stg_statement_mention")),
        [(d, c, n) for d, c, n in named if d in ("agency", "offense_type", "category")],
    )
    words = ("statement_id", "edition_id", "printed", "unit", "relation", "verdict", "expected", "explanation")
    fields = [(name, pa.string()) for name in words]
    fields += [("mention", pa.int32()), ("value", pa.float64()), ("computed", pa.float64())]
    fields += [("checked_against", pa.list_(pa.string())), ("speaks_of", pa.list_(pa.string()))]
    fields += [("first_year", pa.int32()), ("last_year", pa.int32())]
    return pa.Table.from_pylist(found, schema=pa.schema(fields))
