"""From the drawing commands of a page to the words that a person sees on it.

| step | module |
|---|---|
| commands of the content streams to calls, quickly | `commands.py` |
| runs of letters, painted paths, pictures, and what hides what | `glyphs.py`, `fonts.py` |
| which way is up; what can be seen; back to the page's own coordinates | `sheets.py`, `frames.py` |
| runs to words: any order, drawn twice, spaced out, leader dots, typed rules | `joining.py` |
| letters that a font does not name, made out by the document's own words | `repair.py` |
"""
