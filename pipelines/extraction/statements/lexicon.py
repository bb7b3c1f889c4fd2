"""Words that tell numbers and sentences apart: lists that several steps look words up in.

Plain data in lower case, without full stops at the end.
"""

from __future__ import annotations


def word_set(*texts: str) -> frozenset[str]:
    """The words of these texts."""
    return frozenset(word for text in texts for word in text.split())


ABBREVIATIONS = word_set(
    "u.s u.s.c u.s.a u.k u.n e.u d.c n.y e.g i.e cf vs v dr mr mrs ms messrs prof st sr jr gen col sgt lt capt",
    "gov sen rep rev hon no nos nr vol vols fig figs ex exs sec secs art arts ch chs pt pts para paras p pp ed",
    "eds al etc inc corp co ltd bros dept div assn est approx avg max min mo mos yr yrs hr hrs wk wks jan feb mar",
    "apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun ave blvd rd pub l stat h.r s.b c.f.r",
    "u.s.s.g ph.d m.d b.a m.a ph a.m p.m n.a tab app supp cir ref incl excl resp viz ca c d.p.r f f.3d f.2d reg",
    "fed sess cong",
)
"""Words that are shortened with a full stop."""

OPENERS = word_set(
    "the a an in of on at by for from to with among after before between during since until while when where if",
    "as although because this that these those it its they their he his she her we our you there here some most",
    "many all both each every few several such no not nor more less about nearly almost over under however",
    "therefore moreover overall additionally data table figure see note source",
)
"""Words with which sentences usually open."""

MAY_END = word_set(
    "u.s u.s.a u.k u.n e.u d.c n.y etc inc corp co ltd al a.m p.m jr sr mo mos yr yrs hr hrs n.a ph.d m.d st",
)
"""Abbreviations with which a sentence may well end; it does where a word follows that usually opens one."""

ALSO_WORDS = word_set(
    "no sat sun mar art max min app ref fed",
)
"""Abbreviations that are words too."""

REFERRED = word_set(
    "table tables figure figures fig figs exhibit exhibits chart charts map maps graph graphs diagram diagrams",
    "box boxes appendix appendices annex annexes section sections sec secs chapter chapters part parts page pages",
    "p pp note notes footnote footnotes endnote endnotes volume volumes vol vols issue issues item items step",
    "steps phase level levels column columns row rows question questions equation equations paragraph paragraphs",
    "para paras article articles art arts title rule rules type class tier category schedule version grade grades",
    "group model panel wave stage form line amendment amendments no nos nr n\u00b0 publication regulation regulations",
    "directive directives decision decisions circular report bulletin release clause recital objective goal",
    "target priority pillar hypothesis hypotheses experiment example theorem day week year",
)
"""Words before the number of a place in a text, or of a kind of thing: such numbers are names."""

FRACTION_WORDS = word_set(
    "half halves third thirds quarter quarters fourth fourths fifth fifths sixth sixths seventh sevenths eighth",
    "eighths ninth ninths tenth tenths hundredth hundredths",
)
"""Words of fractions."""

NUMBER_WORDS = word_set(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand",
)
"""Words of whole numbers."""

MULTIPLE_WORDS = word_set(
    "double doubles doubled doubling triple triples tripled tripling treble trebled trebling quadruple quadruples",
    "quadrupled quadrupling quintuple quintupled quintupling halve halved halving twice thrice fold twofold",
    "threefold fourfold fivefold sixfold sevenfold eightfold ninefold tenfold twelvefold twentyfold hundredfold",
)
"""Words of multiples."""

VAGUE_WORDS = word_set(
    "nearly almost virtually practically majority dozen dozens hundreds thousands millions billions tens",
)
"""Words of quantities without a figure."""

RANK_WORDS = word_set(
    "most least leading largest smallest highest lowest greatest biggest fewest fastest slowest longest shortest",
    "steepest",
)
"""Words of rank."""

OPEN_ENDS = word_set(
    "a an and as at by for from in into of on or that the their this to with & its than under over between",
)
"""Words with which no phrase ends."""
