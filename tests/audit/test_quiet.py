"""Reports that are right, and sentences about what their tables do not print: the audit has nothing to say of
them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.audit.document import audit_reading
from pipelines.extraction.reader import read_file
from tests.audit.quiet_reports import MORE

RIGHT = {
    "a share that is no change": """# Calls for service, 2010 to 2012

Table 1. Calls by type of call, 2010 to 2012

| Type | 2010 | 2011 | 2012 | Percent change, 2010 to 2012 |
|---|---|---|---|---|
| Total | 1,000 | 1,100 | 1,250 | 25.0% |
| Theft | 500 | 520 | 600 | 20.0% |
| Assault | 300 | 330 | 350 | 16.7% |
| Other | 200 | 250 | 300 | 50.0% |

The number of calls rose 25% from 2010 to 2012 (table 1). Theft made up half of all calls in 2010. Theft calls
rose from 500 in 2010 to 600 in 2012, an increase of 20%. In the neighbouring county, theft calls fell 12% over
the same years. Assault accounted for 28% of calls in 2012 (table 1). About 40% of female callers reported theft
in 2012. Other calls had the largest growth (50%). In 2012, theft accounted for 48% of calls, down from 50% in
2010.
""",
    "several answers, and a part of those who gave one": """# Survey of victims

Table 2. Reasons for not reporting (multiple responses possible), 2015

| Reason | Number | Percent |
|---|---|---|
| Total respondents | 400 | 100.0% |
| Fear | 220 | 55.0% |
| Shame | 180 | 45.0% |
| No trust in police | 140 | 35.0% |
| Too much trouble | 100 | 25.0% |

Note: Percents add to more than 100 because respondents could give several reasons.

Fear was the most common reason (55%), followed by shame (45%) (table 2). More than a third (35%) did not trust
the police. One in four said it was too much trouble. Of those who felt fear, 60% were women. Of the 180 who
felt shame, 90 (50%) were under 25.
""",
    "balances below zero": """# Budget

Table 1. Net balance by division, fiscal years 2016 and 2017

| Division | 2016 | 2017 | Change |
|---|---|---|---|
| Patrol | -120 | 80 | 200 |
| Courts | 60 | -40 | -100 |
| Jails | -30 | -90 | -60 |
| Total | -90 | -50 | 40 |

The total balance improved from -90 in 2016 to -50 in 2017. Patrol went from a deficit of 120 to a surplus of
80. Courts fell by 100, to a deficit of 40 in 2017 (table 1). Jails lost 90 in 2017, 60 more than in 2016.
""",
    "thousands": """# Rounded counts

Table 1. Prisoners by sex, in thousands, 2012 to 2014

| Sex | 2012 | 2013 | 2014 |
|---|---|---|---|
| Total | 1,571 | 1,577 | 1,562 |
| Male | 1,462 | 1,466 | 1,449 |
| Female | 109 | 112 | 113 |

Note: Counts are in thousands. Detail may not sum to total because of rounding.

About 1.6 million persons were in prison in 2014. In 2014, 7% of prisoners were female (table 1). The number of
female prisoners rose 4% from 2012 to 2014. From 2013 to 2014 the total fell by 15,000, or 1%. Nearly 113,000
women were in prison in 2014.
""",
    "shares of a column where the table prints those of a row": """# Sentences

Table 1. Defendants sentenced, by type of sentence and offense, fiscal year 2011

| Offense | Total | Prison | | Probation | |
|---|---|---|---|---|---|
| | Number | Number | Percent | Number | Percent |
| All | 1,200 | 960 | 80.0% | 240 | 20.0% |
| Drugs | 700 | 595 | 85.0% | 105 | 15.0% |
| Weapons | 300 | 255 | 85.0% | 45 | 15.0% |
| Fraud | 200 | 110 | 55.0% | 90 | 45.0% |

Of all defendants, 80% received prison (table 1). Drug defendants (85%) and weapons defendants (85%) were more
likely than fraud defendants (55%) to get prison. Of those sentenced to prison, 62% were drug defendants. Fraud
defendants made up 17% of all defendants. Fraud defendants made up 38% of those on probation. The mean prison
term for drugs was 70 months. 20% were given probation.
""",
    "ages, a mean and a base in one column": """# Shares with missing data

Table 1. Age of suspects, 2013

| Age | Percent |
|---|---|
| 17 or younger | 4.1 |
| 18-20 | 8.9 |
| 21-30 | 29.4 |
| 31-40 | 25.3 |
| 41 or older | 32.4 |
| Mean age | 35.2 |
| Median age | 34.0 |
| Number of suspects | 7,411 |

Note: Details may not sum to 100% due to rounding. Age was missing for 3.2% of suspects.

The mean age of suspects was 35 years. A third (32%) were 41 or older. About 13% were 20 or younger. Age was
missing for 3.2%. Thirty-five percent of suspects had prior convictions. 87% were age 21 or older (table 1).
""",
    "groups that the table does not cross": """# Other populations

Table 1. Suspects by age and sex, 2016

| Characteristic | Number | Percent |
|---|---|---|
| Total | 500 | 100% |
| Sex | | |
| Male | 400 | 80% |
| Female | 100 | 20% |
| Age | | |
| Under 25 | 150 | 30% |
| 25 to 44 | 250 | 50% |
| 45 or older | 100 | 20% |

In 2016, 80% of suspects were male and 20% were female (table 1). Among male suspects, 35% were under 25. Among
female suspects, 10% were under 25. Of the 100 female suspects, 60 were ages 25 to 44. Of suspects under age 25,
93% were male. In the United States, 49% of residents are male. Three in 10 suspects were under 25. Seven in 10
were 25 or older (table 1). In 2015, 78% of suspects were male. Males outnumbered females 4 to 1. The percentage
of male victims was 12%. Male suspects had a mean age of 31 years. Of 400 male suspects, 140 (35%) were under
25. Suspects ages 25 to 44 made up half of the total; suspects 45 or older made up 20%.
""",
    "the base of a share": """# Median and mean

Table 5. Sentence length in months, by offense, 2010

| Offense | Number | Mean | Median |
|---|---|---|---|
| All offenses | 300 | 60.0 | 48 |
| Drugs | 200 | 72.0 | 60 |
| Fraud | 60 | 24.0 | 18 |
| Other | 40 | 54.0 | 36 |

The mean sentence for drug offenders was 72 months, or 6 years (table 5). Half of drug offenders were sentenced
to 5 years or less. Fraud offenders had the shortest mean sentence (24 months). Drug offenders received
sentences three times as long as fraud offenders. In 2009 the mean sentence was 58 months. The median for all
offenses was 4 years. The mean for all was 12 months longer than the median. Drug offenders made up two-thirds
of the 300 offenders. The mean drug sentence was 12 months above the mean for all offenses.
""",
    "sizes of cities beside changes": """# Percent change table

Table 1. Crimes known to police, percent change from previous year, 2017

| Population group | Violent crime | Murder | Robbery | Property crime |
|---|---|---|---|---|
| Total | -0.8 | +1.5 | -2.2 | -2.9 |
| 1,000,000 or over | -2.1 | -7.1 | -3.3 | -1.4 |
| 500,000 to 999,999 | +0.5 | +5.2 | -1.2 | -2.0 |
| 250,000 to 499,999 | -1.2 | +9.1 | -4.0 | -3.2 |
| Under 10,000 | -2.9 | -11.1 | -6.0 | -7.3 |

Violent crime fell 0.8 percent in 2017 (table 1). Murder rose 1.5 percent. Robbery declined 2.2 percent
nationwide. Murder decreased 7.1 percent in cities of 1,000,000 or over and rose 9.1 percent in cities of
250,000 to 499,999. Property crime was down 2.9 percent in 2017. Cities with populations under 10,000 saw the
largest drop in property crime, 7.3 percent.
""",
    "a yearly average": """# Courts

Table 1. Cases terminated, by outcome, 2005-2009

| Outcome | 2005 | 2006 | 2007 | 2008 | 2009 |
|---|---|---|---|---|---|
| Total | 100 | 110 | 121 | 130 | 140 |
| Convicted | 80 | 90 | 100 | 105 | 112 |
| Acquitted | 5 | 6 | 6 | 7 | 8 |
| Dismissed | 15 | 14 | 15 | 18 | 20 |

Between 2005 and 2009, 601 cases were terminated. Of these, 487 (81%) ended in conviction. Cases terminated
increased each year, reaching 140 in 2009 (table 1). Terminations rose 40% over the 5-year period. On average,
120 cases were terminated each year. Acquittals never exceeded 8. In 2009, 80% of cases ended in conviction, the
same as in 2005. Dismissals were 15 in both 2005 and 2007 (table 1). In every year at least 80% were convicted.
Since 2005, dismissals have risen by a third (33%). Fourteen percent of cases were dismissed in 2009 (table 1).
Eight persons were acquitted in 2009, and 132 were convicted or dismissed.
""",
    "shares of a row where the table has none": """# Drug cases

Table 1. Drug offenders by drug type and role, 2016

| Drug | Offenders | Percent of offenders | Organizers | Couriers |
|---|---|---|---|---|
| Total | 1,000 | 100.0 | 200 | 300 |
| Cocaine | 450 | 45.0 | 100 | 150 |
| Heroin | 350 | 35.0 | 70 | 100 |
| Cannabis | 200 | 20.0 | 30 | 50 |

Cocaine was the most common drug, accounting for 45% of offenders (table 1). In 2016, 20% of offenders were
organizers and 30% were couriers. Half of organizers were involved with cocaine. Of couriers, 50% carried
cocaine, 33% heroin, and 17% cannabis. One third (33%) of cocaine offenders were couriers. Cannabis offenders
were least likely to be organizers (15%). Heroin offenders were 35% of the total and 35% of organizers. Couriers
outnumbered organizers by 100. Every fifth offender was an organizer. Among cocaine offenders, 22% were
organizers, 33% couriers (table 1).
""",
    "a narrower range of ages": """# Ages

Table 1. Victims ages 12 to 17, by age and relationship, 2009-2011

| Relationship | Number | Percent |
|---|---|---|
| Total victims | 640 | 100.0% |
| Parent | 96 | 15.0% |
| Acquaintance | 320 | 50.0% |
| Stranger | 224 | 35.0% |
| Average age | 14.6 | |

Victims ages 12 to 17 were most often victimized by an acquaintance (50%).

Thirty-five percent of victims ages 12 to 17 were victimized by a stranger.

Parents were the offenders against 22% of victims ages 12 to 14.

Strangers victimized 44% of those ages 16 and 17 in 2009-2011.

Fifteen percent of victims were victimized by a parent who was 30 or older.

Total victims were 15 years old on average.

Victims of a stranger were 16 years old on average.

Stranger victims rose 8% from 2010 to 2011.

Of the 640 victims, 96 (15%) were victimized by a parent, 320 by an acquaintance, and 224 by a stranger.
""",
    "a row that its number names": """# Filler

Table 1. Students by grade and sex, 2011

| Grade | Boys | Girls | All |
|---|---|---|---|
| Grade 6 | 20 | 30 | 50 |
| Grade 7 | 25 | 25 | 50 |
| Grade 8 | 30 | 70 | 100 |
| All grades | 75 | 125 | 200 |

Girls made up 62.5% of students. In grade 8, 70% were girls. Girls were 70% of grade 8 and 60% of grade 6. Half
of students were in grade 8. Boys in grade 8 were 40% of all boys. More girls (70) than boys (30) were in grade
8 (table 1). Grade 7 had equal numbers of boys and girls (25 each). Nine girls in grade 8 were absent. Grade 8
girls scored 85 on average. In grade 6, 12 girls and 8 boys rode the bus. There were 40 more girls than boys in
grade 8 (table 1).
""",
    "shares of fewer cases than are counted": """# Some percents of another base (valid cases only)

Table 1. Defendants by characteristic, 2012

| Characteristic | Number | Percent |
|---|---|---|
| All defendants | 1,000 | 100% |
| Male | 850 | 85% |
| Female | 150 | 15% |
| White | 400 | 42% |
| Black | 350 | 37% |
| Hispanic | 150 | 16% |
| Asian | 47 | 5% |
| U.S. citizen | 600 | 60% |
| Noncitizen | 400 | 40% |

Note: Percents are based on nonmissing cases. Race was missing for 53 defendants.
""",
    "labels that end in a number": """# Cases by precinct

Table 1. Cases by precinct, 2015

| Precinct | Cases | Closed |
|---|---|---|
| Precinct 1 | 210 | 190 |
| Precinct 2 | 340 | 300 |
| Precinct 12 | 150 | 120 |
| Precinct 21 | 500 | 410 |
| Total | 1,200 | 1,020 |

In 2015, precinct 21 had 500 cases (table 1). Precinct 12 closed 120 cases in 2015. Precinct 2 had 340 cases,
and precinct 1 had 210 (table 1). In precinct 12, 80% of cases were closed (table 1). Precinct 5 had no cases;
precinct 7 had 40 in 2014.
""",
    "shares of the groups in a row": """# Students by place of residence, 2014/15

Table 1. Students by residence and level of study, 2014/15

| Residence | First degree | Higher degree | All students | % of all students |
|---|---|---|---|---|
| United Kingdom | 1,880,000 | 420,000 | 2,300,000 | 84.1 |
| Other Europe | 80,000 | 45,000 | 125,000 | 4.6 |
| Elsewhere | 160,000 | 150,000 | 310,000 | 11.3 |
| Total | 2,120,000 | 615,000 | 2,735,000 | 100.0 |

In 2014/15, nearly half of students from elsewhere (48%) read for a higher degree, compared with 18% of students
from the United Kingdom. Students from the United Kingdom made up 84% of all students (table 1). For a first degree
read 78% of students, against 22% for a higher degree. Since 2009/10 the number of students has fallen by 4%.
""",
    "a number and its share in brackets": """# Emergency departments

Table 1. Patients seen within four hours, by hospital, March 2016

| Hospital | Patients | Seen within four hours | Percent seen within four hours |
|---|---|---|---|
| North | 8,800 | 7,920 | 90.0 |
| South | 6,200 | 4,960 | 80.0 |
| West | 5,000 | 4,600 | 92.0 |
| Total | 20,000 | 17,480 | 87.4 |

In March 2016, 17,480 patients (87.4%) were seen within four hours (table 1). At South, 1,240 patients (20%) waited
longer. North saw 7,920 of its patients (90%) within four hours, against the standard of 95%. The standard was last met
in July 2014. North, with 8,800 patients, and South, with 6,200, were the busiest.
""",
    "two wholes in one table": """# Accounts of the courts, 2017-18 and 2018-19

Table 1. Revenue and expenditure (million dollars)

| Item | 2017-18 | 2018-19 |
|---|---|---|
| Total revenue | 840 | 900 |
| Fees | 240 | 270 |
| Grants | 600 | 630 |
| Total expenditure | 800 | 880 |
| Salaries | 500 | 528 |
| Buildings | 300 | 352 |

Revenue rose by 7% in 2018-19, while expenditure rose by 10%. Salaries took 60% of expenditure in 2018-19 (table 1).
Grants were 70% of revenue. Buildings cost 352 million dollars in 2018-19, 40% of expenditure.
""",
    "averages that the table has no column for": """# Offenders sentenced, fiscal year 2019

Table 1. Offenders by type of offense, fiscal year 2019

| Offense | Number | Percent |
|---|---|---|
| Immigration | 32,100 | 42.8 |
| Drugs | 21,000 | 28.0 |
| Firearms | 7,900 | 10.5 |
| Fraud | 6,500 | 8.7 |
| Other | 7,500 | 10.0 |
| Total | 75,000 | 100.0 |

The average sentence for firearms offenders was more than five times as long as that for immigration offenders.
Immigration (42.8%), drugs (28.0%), and firearms (10.5%) were the most common types of offense (table 1). The average
drug sentence fell by 4 percent since 2015. Sentences of firearms offenders were 38 months longer than those for fraud.
""",
    "a rank that is part of a label": """# Prisoners by offense

Table 1. Prisoners by most serious offense, yearend 2011

| Most serious offense | Men | Women | All prisoners |
|---|---|---|---|
| Violent | 600 | 40 | 640 |
| Property | 180 | 30 | 210 |
| Other | 120 | 30 | 150 |
| Total | 900 | 100 | 1,000 |

A violent crime was the most serious offense of 64% of prisoners at yearend 2011 (table 1). Among women, property was
the most serious offense of 30%, and a violent crime of 40%. The most serious offense was property for 20% of the men.
""",
    "changes over three spans": """# Deaths on roads

Table 1. Deaths on roads, 2000 to 2020

| Kind of road | 2000 | 2010 | 2020 |
|---|---|---|---|
| Motorways | 200 | 150 | 120 |
| Other roads | 3,200 | 1,850 | 1,380 |
| All roads | 3,400 | 2,000 | 1,500 |

Between 2000 and 2010 deaths fell by 41%, and from 2010 to 2020 by a further 25% (table 1). Deaths on motorways fell by
20% from 2010 to 2020, after 25% from 2000 to 2010. Deaths per billion vehicle miles fell from 7.1 in 2000 to 4.9.
""",
}


@pytest.mark.parametrize("name", [*RIGHT, *MORE])
def test_a_right_report_has_no_finding(name: str, tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text((RIGHT | MORE)[name], encoding="utf-8")
    audit = audit_reading(read_file(file))
    assert [f.explanation for f in audit.findings if f.severity == "error"] == []
    assert audit.identities or audit.checks
