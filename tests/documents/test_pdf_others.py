"""The NIJ exhibit and the two USSC summaries, held against cells transcribed by hand from the printed pages."""

from __future__ import annotations

from tests.documents.reading_helpers import columns, printed, read, table

PRODUCTION = "ussc_2021_production.pdf"
NON_PRODUCTION = "ussc_2021_nonproduction.pdf"


def test_exhibit_1_inside_a_text_column_is_read_whole() -> None:
    reading = read("nij_ncj215733.pdf")
    assert [t.label for t in reading.tables] == ["Exhibit 1"]
    t = reading.tables[0]
    assert t.title == "Calls to NCMEC CyberTipline"
    assert columns(t) == [("Tips",), ("Increase",)]
    assert printed(t) == {
        ("1998",): ["4,578", "—"],
        ("1999",): ["9,673", "111%"],
        ("2000",): ["19,276", "99%"],
        ("2001",): ["24,460", "27%"],
        ("2002",): ["43,097", "76%"],
        ("2003",): ["81,987", "90%"],
        ("2004",): ["112,017", "37%"],
    }
    assert t.source == "National Center for Missing & Exploited Children"
    assert t.parts[0].page == 4


def test_production_panels_side_by_side_are_two_tables() -> None:
    reading = read(PRODUCTION)
    assert sum(len(t.body()) for t in reading.tables) == 34
    contact = table(reading, "Sexual Contact During Production")
    over = "Offenses Involving Sexual Contact"
    assert printed(contact) == {
        ("Total §2G2.1 Offenders",): ["512", "100.0%"],
        (over,): ["414", "80.9%"],
        (over, "Offender sexually contacted a victim"): ["262", "51.2%"],
        (over, "Co-participant sexually contacted a victim"): ["23", "4.5%"],
        (over, "Victim(s) engaged in sexual contact"): ["129", "25.2%"],
        ("No sexual contact of a victim",): ["98", "19.1%"],
    }
    method = table(reading, "Method of Production")
    assert printed(method) == {
        ("Total §2G2.1 Offenders",): ["512", "100.0%"],
        ("Smartphone or Tablet",): ["241", "47.1%"],
        ("Victim Produced",): ["187", "36.5%"],
        ("Other Camera",): ["66", "12.9%"],
        ("Live Stream or Webcam",): ["61", "11.9%"],
        ("Other",): ["11", "2.2%"],
        ("Unknown Method or Attempted Production",): ["55", "10.7%"],
    }
    assert columns(method) == [("N",), ("%",)]


def test_production_callouts_value_without_label_and_label_without_value() -> None:
    reading = read(PRODUCTION)
    overview = table(reading, "Overview", "callouts")
    assert printed(overview) == {
        ("Overview", "PREPUBESCENT VICTIMS"): ["61.3%"],
        ("Overview", "INCREASE IN CASES OVER 15 YEARS"): ["422%"],
        ("Overview", "OFFENDERS IN POSITIONS OF TRUST OVER VICTIM"): ["60.3%"],
    }
    sentencing = table(reading, "Sentencing", "callouts")
    assert printed(sentencing) == {
        ("Sentencing", ""): ["275 months"],
        ("Sentencing", "VARIANCES BELOW APPLICABLE GUIDELINE RANGE"): ["57.2%"],
    }
    assert [(r.kind, r.text) for r in sentencing.remarks] == [
        ("value_without_label", "275 months"),
        ("label_without_value", "CONVICTIONS TRIGGERING 15-YEAR MANDATORY MINIMUM"),
    ]
    relationship = table(reading, "Relationship to the Victim", "callouts")
    assert printed(relationship) == {
        ("Relationship to the Victim", "RELATIVE/ PERSON OF TRUST"): ["60.3%"],
        ("Relationship to the Victim", "INTERNET STRANGER"): ["35.4%"],
        ("Relationship to the Victim", "OTHER STRANGER"): ["7.6%"],
    }
    assert overview.column_paths[1] == ("Value",)


def test_non_production_callouts_and_ranges() -> None:
    reading = read(NON_PRODUCTION)
    assert {t.label: printed(t) for t in reading.tables} == {
        "Overview": {
            ("Overview", "PREPUBESCENT VICTIMS"): ["99.4%"],
            ("Overview", "RECIDIVISM RATE AFTER THREE YEARS"): ["27.6%"],
            ("Overview", "MEDIAN NUMBER OF IMAGES"): ["4,265"],
        },
        "Guideline Enhancements": {
            ("Guideline Enhancements", "OFFENDERS RECEIVING ENHANCEMENTS FOR VICTIMS UNDER AGE 12"): ["95%"],
            ("Guideline Enhancements", "CASES INVOLVING 600 OR MORE IMAGES"): ["77%"],
            ("Guideline Enhancements", "CASES INVOLVING IMAGES DEPICTING ABUSE OF INFANT/TODDLER"): ["84%"],
        },
        "Sentencing Disparities": {
            ("Sentencing Disparities", "POSSESSION OFFENDERS"): ["Probation - 228 months"],
            ("Sentencing Disparities", "RECEIPT OFFENDERS"): ["37 - 180 months"],
            ("Sentencing Disparities", "DISTRIBUTION OFFENDERS"): ["<1 - 240 months"],
        },
    }
    assert all(t.kind == "callouts" for t in reading.tables)
