"""Whole tables written down by hand from the pages, with what each number means."""

from __future__ import annotations

ALL, PROD, PRD = "all", "production", "possession_receipt_distribution"
POSS, RTD, TRAFF = "possession", "receipt_transport_distribution", "sex_trafficking"

Path = tuple[str, ...]
Meaning = tuple[str, float | None, str, str, str, str, int, int]
"""printed, value, unit, statistic, offense type, category, first and last year"""


def number_and_percent(
    offense: str, category: str, years: tuple[int, int], number: str, percent: str
) -> tuple[Meaning, Meaning]:
    return (
        (number, float(number.replace(",", "")), "count", "count", offense, category, *years),
        (percent, float(percent.rstrip("%")), "percent", "share", offense, category, *years),
    )


def table_1() -> dict[tuple[Path, Path], Meaning]:
    rows = {
        ("All commercial sexual exploitation of children offenses", ALL): "37,105 100% 2,972 100% 4,579 100%",
        ("Child pornography production", PROD): "3,604 9.7 218 7.3 643 14.0",
        ("Child pornography possession/receipt/distribution", PRD): "26,785 72.1 2,266 76.2 2,905 63.4",
        ("Child sex trafficking", TRAFF): "6,716 18.1 488 16.4 1,031 22.5",
    }
    spans = {"2004–2013": (2004, 2013), "2004": (2004, 2004), "2013": (2013, 2013)}
    cells: dict[tuple[Path, Path], Meaning] = {}
    for (label, offense), line in rows.items():
        values = iter(line.split())
        for head, years in spans.items():
            pair = number_and_percent(offense, "total", years, next(values), next(values))
            cells[(label,), (head, "Number")], cells[(label,), (head, "Percent")] = pair
    return cells


def table_8() -> dict[tuple[Path, Path], Meaning]:
    rows = {
        (("Total",), "total"): "19,801 100% 2,607 100% 16,096 100% 3,801 100%",
        (("Convicted",), "convicted"): "18,851 95.2% 2,486 95.4% 15,432 95.9% 3,550 93.4%",
        (("Convicted", "Plea"), "convicted_by_plea"): "17,989 90.8 2,306 88.5 14,881 92.5 3,194 84.0",
        (("Convicted", "Trial"), "convicted_at_trial"): "862 4.4 180 6.9 551 3.4 356 9.4",
        (("Not convicted",), "not_convicted"): "950 4.8% 121 4.6% 664 4.1% 251 6.6%",
        (("Not convicted", "Dismissed"), "dismissed"): "883 4.5 113 4.3 625 3.9 226 5.9",
        (("Not convicted", "Trial"), "not_convicted_at_trial"): "67 0.3 8 0.3 39 0.2 25 0.7",
    }
    heads: dict[Path, str] = {
        ("All commercial sexual exploitation of children defendants",): ALL,
        ("Child pornography—", "Production"): PROD,
        ("Child pornography—", "Possession/receipt/distribution"): PRD,
        ("Child sex trafficking",): TRAFF,
    }
    cells: dict[tuple[Path, Path], Meaning] = {}
    for (path, category), line in rows.items():
        values = iter(line.split())
        for head, offense in heads.items():
            pair = number_and_percent(offense, category, (2004, 2013), next(values), next(values))
            cells[path, (*head, "Number")], cells[path, (*head, "Percent")] = pair
    return cells


def table_10() -> dict[tuple[Path, Path], Meaning]:
    rows = {
        ("Mean prison term", "months", "mean"): "70.0 139.2 156.0 320.7 33.7 66.1 74.3 131.4 82.1 133.4",
        ("Median prison term", "months", "median"): "46 100 121 124 27 60 57 108 60 120",
        ("Number of cases", "count", "count"): "747 2,233 98 340 283 727 332 870 34 296",
    }
    heads: dict[Path, str] = {
        ("All commercial sexual exploitation of children defendants",): ALL,
        ("Child pornography—", "Production"): PROD,
        ("Child pornography—", "Possession"): POSS,
        ("Child pornography—", "Receipt/transport/distribution"): RTD,
        ("Child sex trafficking",): TRAFF,
    }
    cells: dict[tuple[Path, Path], Meaning] = {}
    for (label, unit, statistic), line in rows.items():
        values = iter(line.split())
        for head, offense in heads.items():
            for year in (2004, 2013):
                number = next(values)
                printed = f"{number} mos." if statistic == "mean" else number
                value = float(number.replace(",", ""))
                cells[(label,), (*head, str(year))] = (printed, value, unit, statistic, offense, "total", year, year)
    return cells


def exhibit_1() -> dict[tuple[Path, Path], Meaning]:
    tips = ["4,578", "9,673", "19,276", "24,460", "43,097", "81,987", "112,017"]
    rises = ["—", "111%", "99%", "27%", "76%", "90%", "37%"]
    cells: dict[tuple[Path, Path], Meaning] = {}
    for year, tip, rise in zip(range(1998, 2005), tips, rises, strict=True):
        meaning = ("not_applicable", "total", year, year)
        grown = None if rise == "—" else float(rise.rstrip("%"))
        cells[(str(year),), ("Tips",)] = (tip, float(tip.replace(",", "")), "count", "count", *meaning)
        cells[(str(year),), ("Increase",)] = (rise, grown, "percent", "change_percent", *meaning)
    return cells


def method_of_production() -> dict[tuple[Path, Path], Meaning]:
    rows = [
        ("Total §2G2.1 Offenders", "total", "512", "100.0%"),
        ("Smartphone or Tablet", "method_smartphone_or_tablet", "241", "47.1%"),
        ("Victim Produced", "method_victim_produced", "187", "36.5%"),
        ("Other Camera", "method_other_camera", "66", "12.9%"),
        ("Live Stream or Webcam", "method_live_stream_or_webcam", "61", "11.9%"),
        ("Other", "method_other", "11", "2.2%"),
        ("Unknown Method or Attempted Production", "method_unknown_or_attempted", "55", "10.7%"),
    ]
    cells: dict[tuple[Path, Path], Meaning] = {}
    for label, category, number, percent in rows:
        pair = number_and_percent(PROD, category, (2019, 2019), number, percent)
        cells[(label,), ("N",)], cells[(label,), ("%",)] = pair
    return cells


def sentencing_disparities() -> dict[tuple[Path, Path], Meaning]:
    rows = [
        ("POSSESSION OFFENDERS", "possession", "Probation - 228 months"),
        ("RECEIPT OFFENDERS", "receipt", "37 - 180 months"),
        ("DISTRIBUTION OFFENDERS", "distribution", "<1 - 240 months"),
    ]
    return {
        (("Sentencing Disparities", label), ("Value",)): (
            printed, None, "months", "range", offense, "total", 2019, 2019,
        )
        for label, offense, printed in rows
    }  # fmt: skip


TABLES = {
    ("bjs_ncj250746", "table_1", "referred"): table_1(),
    ("bjs_ncj250746", "table_8", "adjudicated"): table_8(),
    ("bjs_ncj250746", "table_10", "sentenced"): table_10(),
    ("nij_ncj215733", "exhibit_1", "tip_received"): exhibit_1(),
    ("ussc_2021_production", "method_of_production", "sentenced"): method_of_production(),
    ("ussc_2021_nonproduction", "sentencing_disparities", "sentenced"): sentencing_disparities(),
}
