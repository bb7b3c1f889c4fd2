"""From a region of a page to a table: the steps in which a person makes rows and columns out of words and rules.

| step | module |
|---|---|
| what parts cells: rules, edges of fills, as separators | `separators.py` |
| words to chunks, cut where a separator or a wide gap stands | `pieces.py` |
| rivers of white that run down between the chunks: columns | `columns.py` |
| head and body | `zones.py` |
| heads on several levels: stacked lines, frames, rules; spanners centred over columns | `heads.py`, `spanners.py` |
| lines to rows: bands between rules, wrapped lines joined | `rows.py` |
| cells over several rows or columns | `cells.py` |
| the table with its paths | `assemble.py` |
"""
