"""Every threshold by which regions are found, with its reason: in points, in shares of the font size, or plain counts.

Relies on nothing. What is measured in font sizes reads type of any size alike.
"""

from __future__ import annotations

# Words to pieces
LEAST_GAP = 0.45
"""A gap narrower than this, in font sizes, is a word space."""
SPACE_FACTOR = 1.7
"""A gap wider than this many usual word spaces of its page parts two pieces (typewriter faces have wide spaces)."""
WORD_SPACE = 0.25
"""The word space where a page has too few words to tell, in font sizes."""
WIDEST_SPACE = 0.75
"""No word space is wider than this, in font sizes; a typewriter's is 0.6."""
NUMBER_GAP = 0.28
"""Two complete numbers are two pieces from this gap on, in font sizes."""
LOOSE_GAP = 1.15
"""Inside a line of running words, justified setting stretches spaces up to this, in font sizes."""
STRETCHED_WORDS = 7
"""Evenly stretched running text has at least so many words in a line."""
WIDEST_STRETCH = 1.6
"""No line is stretched so far that its spaces are wider than this, in font sizes."""
WORDY = 4
"""From this many words on, a piece reads as running text rather than as a cell."""
PROSE_WORDS = 9
"""A piece of this many words is a sentence, wherever it stands."""
RANGE_WORDS = 8
"""A range of numbers told in words has at most so many."""

# Frames of rules and filled cells
TOUCH = 3.0
"""Rules and filled cells that come this close, in points, belong to one frame (cell borders are drawn with gaps)."""
EDGE = 3.0
"""Edges closer than this, in points, are one edge."""
LEAST_CELL = 5.0
"""A filled box lower or narrower than this, in points, is an ornament, not a cell."""
LEAST_COLUMN = 8.0
"""Upright edges closer than this, in points, part no columns: a cell's fill, its border, the fill behind its text."""
PAGE_SHARE = 0.85
"""A filled box or upright rule over more of the page than this is its background or margin."""
LEAST_DIVIDE = 0.2
"""Upright edges that part columns run over at least this share of a frame's height."""
LEAST_FILLED = 0.2
"""A frame with words in fewer of its cells than this is a chart or a form."""
CROSSING = 0.25
"""In a frame where more of the words run over upright edges than this, the boxes are a diagram's or a form's."""
EDGE_REACH = 0.6
"""Where neither upright nor lying edges run on average over this share of a frame, its boxes are a diagram's."""
FULL_REACH = 0.97
"""Where edges run on average over this share of a frame both ways, it is a grid, whatever overflows its cells."""
FULL_FRAME = 0.7
"""A frame with words in so many of its cells is a table even where it is called a figure."""
FIGURE_REACH = 7.0
"""The caption of a figure stands this close to its frame, in font sizes."""
MOST_CELL_WORDS = 70
"""A frame whose cells hold more words than this on average is a page layout."""
TITLE_TYPE = 1.4
"""A first row of a frame in type larger than the rest by this factor is the title of the table, not its head."""
NOTE_WORDS = 12
"""An undivided last row of a frame with this many words is a note."""

MOST_BOXES = 400
"""With more filled boxes than this, they are cells or a drawing, not boxes side by side."""

# Columns of the page
PARAGRAPH_LINES = 4
"""Running text shows from so many lines on; cells are seldom as long."""
PARAGRAPH_GAP = 1.2
"""Lines of a paragraph follow within this white space, in font sizes."""
SMALL_STARTS = 0.4
"""In running text so many lines begin with a small letter; labels and cells mostly do not."""
PAGE_COLUMN_LINES = 5
"""Running text on both sides of a gutter in so many lines makes page columns."""

LEAST_GUTTER = 0.8
"""The white between columns of running text is at least this wide, in font sizes."""
PAGE_GUTTER = 5.0
"""The white between columns of running text is at most this wide, in font sizes, where lines are full."""

SAME_MARGIN = 1.5
"""Lines of justified text end at the same margins to within this, in points."""
STACK = 3
"""So many rules that begin and end alike are one table's: top, head and foot."""
APART = 2.5
"""Rules of two tables at the same heights stand at least this many font sizes apart; those of one table less."""
BESIDE_GAP = 60.0
"""Two tables side by side stand at most this far apart, in points."""

# Runs of lines
LINE_GAP = 2.3
"""Rows of one table follow within this white space, in font sizes."""
WIDE_LINE_GAP = 4.2
"""Rows whose columns agree may stand this far apart, in font sizes (blank lines between groups)."""
LABEL_GAP = 0.6
"""Lines of one label follow within this white space, in font sizes."""
LONE_GAP = 1.7
"""A line with one piece belongs to a table only this close to its neighbours, in font sizes."""
LONE_LINES = 3
"""So many lines with one piece may follow one another inside a table (section heads, wrapped labels)."""
GUTTER = 0.55
"""Columns are parted by white at least this wide, in font sizes, over their rows."""
HEAD_REACH = 17.0
"""A head may be this high, in font sizes."""
HEAD_GAP = 1.6
"""Head lines follow within this white space, in font sizes, where no rule holds them together."""
TITLE_GAP = 0.9
"""White of at least this, in font sizes, stands over the title of another table."""
CENTRED = 0.8
"""A head over several columns stands on their middle to within this, in font sizes."""
OVERLAP = 0.2
"""Lines that share more height than this, in font sizes, are one line of print with cells set apart in height."""
GAP_STANDS_OUT = 2.5
"""A gap so many times the usual one of its line parts two heads where a column begins behind it."""
SAME_EDGE = 0.2
"""Words begin at a column's edge if they miss it by at most this, in font sizes."""
TITLE_WHITE = 2.0
"""Over a title inside a run is so many times the white between its rows."""
TITLE_LARGER = 1.05
"""A title's type is larger than the rows' by this factor where it is not bold."""
RULED_GAP = 2.8
"""Head lines and rules follow within this white space, in font sizes, where a rule stands above them."""
UNDER_RULE = 1.4
"""The first head line stands this close below its rule, in font sizes."""
HEADING = 1.15
"""Type larger than the rows' by this factor is a heading of the text."""
HEAD_LINES = 7
"""A head between two rules has at most so many lines."""
HEAD_WORDS = 14
"""A head between two rules has at most so many words for each of its columns."""
CAPTION_LINES = 2
"""Between a caption's first line and the heads stand at most so many lines."""
HEAD_PIECE = 6
"""The head of one column in a table of words has at most so many words in a line."""
RULED_WORDS = 16
"""Between rules, pieces of a table of words have at most so many words on average."""
APART = 1.3
"""Lines between a closing and an opening rule with more white to them than this, in font sizes, part two tables."""
TURNED_REACH = 150.0
"""Heads set sideways stand at most this high over the rows, in points."""
RULE_OVER = 1.7
"""A table's rules are at most so many times as wide as its words (a last column of short words leaves white)."""
SIDE_SLACK = 1.6
"""A rule covers a table if it misses its edges by at most this, in font sizes."""
SMALLER = 0.9
"""Type smaller than this share of the table's is a note below it."""

# Judgement
VALUE_SHARE = 0.45
"""Where so many pieces right of the first column are values, the numbers alone make a table."""
WORD_ROWS = 3
"""A table of words has at least so many rows."""
CELL_WORDS = 7
"""A table of words has at most so many words in a piece on average."""
INDEX_SHARE = 0.6
"""Where so many pieces end in a comma and page numbers, they are entries of an index."""

SECTION_GAP = 3.5
"""A section head between two ruled parts of one table leaves no more than this, in letter heights, between them."""
