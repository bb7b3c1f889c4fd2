"""Statements: what running text says in numbers, sentence by sentence, each with the boxes of its lines.

`page` takes the running text of a PDF page, `plain` that of a text rendition; `build` makes statements of either.
"""
