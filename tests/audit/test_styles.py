"""Reports in the styles of other agencies: right ones have no finding, and what their words name is tied to cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.audit.document import audit_reading
from pipelines.extraction.reader import read_file

REPORTS = {
    "road casualties": """# Road casualties in Great Britain, 2019 and 2020

Table 1. Reported road casualties by severity and road user type, Great Britain, 2020

| Road user type | Killed | Seriously injured | Slightly injured | All casualties |
|---|---|---|---|---|
| Pedestrians | 346 | 4,286 | 10,118 | 14,750 |
| Pedal cyclists | 141 | 4,215 | 11,938 | 16,294 |
| Motorcyclists | 285 | 4,429 | 8,889 | 13,603 |
| Car occupants | 618 | 8,106 | 53,140 | 61,864 |
| Other road users | 70 | 1,319 | 7,691 | 9,080 |
| All road users | 1,460 | 22,355 | 91,776 | 115,591 |

Note: A new reporting system was introduced by some forces in 2016.

Table 2. Casualties and traffic, 2019 and 2020

| Measure | 2019 | 2020 | Change |
|---|---|---|---|
| Killed | 1,752 | 1,460 | -16.7% |
| All casualties | 153,158 | 115,591 | -24.5% |
| Traffic (billion vehicle miles) | 357 | 280 | -21.6% |
| Casualties per billion vehicle miles | 429 | 413 | -3.7% |

There were 1,460 reported road deaths in 2020, a decrease of 17% from 1,752 in 2019 (table 2). Car occupants accounted
for 42% of those killed in 2020 (table 1). Pedestrians and pedal cyclists together made up a third of deaths. Two in
five of those killed were car occupants. Of the 1,460 deaths, 346 were pedestrians. About 54% of all casualties were
car occupants (table 1). Traffic fell by 22% between 2019 and 2020, to 280 billion vehicle miles. In 2020,
motorcyclists accounted for 20% of deaths but less than 1% of traffic. The Road Safety Act 2006 set a target of 40%
fewer deaths by 2010. Casualties per billion vehicle miles decreased from 429 to 413. Four times as many car occupants
as pedestrians were injured or killed. Deaths of car occupants were 79% higher than those of pedestrians. The number
of pedestrians killed in 2020 was 346, 26% lower than in 2019.
""",
    "unemployment rates": """# Unemployment in the member states, 2021-2022

Table 1. Unemployment rate by sex, 2021 and 2022 (% of labour force)

| Country | 2021: Men | 2021: Women | 2021: Total | 2022: Men | 2022: Women | 2022: Total |
|---|---|---|---|---|---|---|
| EU-27 | 6.8 | 7.4 | 7.1 | 5.9 | 6.5 | 6.2 |
| Germany | 3.9 | 3.3 | 3.6 | 3.3 | 2.8 | 3.1 |
| Greece | 11.4 | 18.9 | 14.7 | 9.3 | 16.4 | 12.5 |
| Spain | 13.2 | 16.8 | 14.9 | 11.3 | 14.9 | 13.0 |
| Italy | 8.7 | 10.6 | 9.5 | 7.1 | 9.4 | 8.1 |

Table 2. Unemployed persons (thousands), 2022

| Age group | Men | Women | Total |
|---|---|---|---|
| 15-24 | 1,420 | 1,230 | 2,650 |
| 25-54 | 4,350 | 4,560 | 8,910 |
| 55-74 | 1,040 | 920 | 1,960 |
| Total | 6,810 | 6,710 | 13,520 |

In 2022, the unemployment rate in the EU was 6.2%, down from 7.1% in 2021. The highest rates were recorded in Spain
(13.0%) and Greece (12.5%). In Spain the rate fell by 1.9 percentage points. Women were more likely than men to be
unemployed in Greece (16.4% compared with 9.3%). In 2022, 13.5 million persons were unemployed (table 2). Persons aged
15-24 made up 19.6% of the unemployed. Almost two thirds of the unemployed were aged 25-54. Men accounted for half of
the unemployed. The rate for men in Italy was 7.1% in 2022. In Germany, the rate was less than half the EU average.
Youth unemployment was 14.5% in 2022, more than twice the overall rate.
""",
    "age groups and lengths of stay": """# Hospital admissions

Table 1. Admissions by age group and type, year ending March 2018

| Age | Emergency | Planned | Total | Percent of total |
|---|---|---|---|---|
| Under 15 | 61,200 | 23,400 | 84,600 | 14.1 |
| 15 to 44 | 72,500 | 68,100 | 140,600 | 23.4 |
| 45 to 64 | 66,900 | 92,300 | 159,200 | 26.5 |
| 65 and over | 118,300 | 97,900 | 216,200 | 36.0 |
| All ages | 318,900 | 281,700 | 600,600 | 100.0 |

Table 2. Median length of stay (days), by age

| Age | 2008 | 2013 | 2018 |
|---|---|---|---|
| Under 15 | 1.2 | 1.0 | 0.8 |
| 15 to 44 | 2.1 | 1.8 | 1.5 |
| 45 to 64 | 4.0 | 3.3 | 2.6 |
| 65 and over | 8.9 | 7.4 | 6.1 |

There were 600,600 admissions in the year ending March 2018, of which 53% were emergencies (table 1). Persons aged 65
and over accounted for 36% of all admissions and 37% of emergency admissions. Three in five admissions were of persons
aged 45 or over, at 62.5%. The median length of stay of those aged 65 and over fell from 8.9 days in 2008 to 6.1 days
in 2018 (table 2), a decrease of 31%. Among children under 15, emergency admissions outnumbered planned admissions by
more than two to one. In the age group 45 to 64, planned admissions exceeded emergency admissions by 25,400.
Admissions increased by 2.3% from the previous year. Median stays under 15 were 0.8 days. Over the ten years to 2018,
the median stay of persons aged 15 to 44 fell by 29%. Nearly half (49%) of emergency admissions stayed less than 2
days.
""",
    "thousands and school years": """# School enrolment

Table 1. Enrolment by level and sector, 2015-16 to 2017-18

| Level | 2015-16 | 2016-17 | 2017-18 |
|---|---|---|---|
| Public | | | |
| Primary | 1,204 | 1,219 | 1,240 |
| Secondary | 842 | 851 | 866 |
| Private | | | |
| Primary | 210 | 214 | 220 |
| Secondary | 164 | 169 | 171 |
| Total | 2,420 | 2,453 | 2,497 |

Note: Numbers are in thousands. Figures may not add due to rounding.

Table 2. Public schools: pupils per teacher

| Level | 2015-16 | 2017-18 |
|---|---|---|
| Primary | 15.8 | 16.1 |
| Secondary | 13.9 | 14.2 |

Enrolment reached nearly 2.5 million in 2017-18, up 3.2% since 2015-16 (table 1). Public primary schools enrolled 1.24
million pupils in 2017-18. Private schools enrolled 391,000 pupils, 16% of the total. Between 2015-16 and 2017-18,
enrolment in public primary schools rose by 36,000, or 3%. The number of pupils per teacher in public primary schools
increased from 15.8 to 16.1. About half of all pupils attended public primary schools. Private secondary enrolment
grew 4%, faster than public secondary (3%). The pupil-teacher ratio at secondary level was 14.2 in 2017-18 (table 2).
""",
    "farms by size": """# Farms

Table 3.1 Number of farms and area by size class, 2010 and 2020

| Size class (ha) | Farms 2010 | Farms 2020 | Area 2010 (1,000 ha) | Area 2020 (1,000 ha) |
|---|---|---|---|---|
| 0-5 | 27,300 | 21,100 | 62 | 48 |
| 5-20 | 76,000 | 65,200 | 820 | 703 |
| 20-50 | 74,600 | 58,800 | 2,430 | 1,960 |
| 50-100 | 51,600 | 46,300 | 3,600 | 3,260 |
| 100 and more | 33,600 | 38,300 | 9,790 | 10,660 |
| Total | 263,100 | 229,700 | 16,702 | 16,631 |

The number of farms fell by 12.7% between 2010 and 2020, from 263,100 to 229,700 (table 3.1). Farms of 100 hectares
and more managed 64% of the area in 2020, against 59% in 2010. Their number grew by 14%. Farms of less than 20
hectares made up 38% of all farms in 2020. One in six farms had 100 hectares or more. The average farm size rose from
63 to 72 hectares. The area of farms of 100 hectares or more increased by 870,000 hectares. The smallest class lost
23% of its farms. In 1991 there were 654,000 farms. The number of farms of 20-50 hectares fell by 15,800. More than a
quarter of the farms had between 20 and 50 hectares.
""",
}
# Of each report: a right number, a wrong one for it, and how many numbers at least are tied to cells as it stands.
PLANTED = [
    ("road casualties", "42% of", "72% of", 8),
    ("unemployment rates", "13.5 million persons", "15.5 million persons", 7),
    ("age groups and lengths of stay", "to 6.1 days", "to 7.1 days", 6),
    ("thousands and school years", "up 3.2%", "up 6.2%", 8),
    ("farms by size", "229,700 (table 3.1)", "529,700 (table 3.1)", 3),
]


@pytest.mark.parametrize(("name", "right", "wrong", "tied"), PLANTED)
def test_a_right_report_has_no_finding_and_a_wrong_number_has_one(
    name: str, right: str, wrong: str, tied: int, tmp_path: Path
) -> None:
    file = tmp_path / "report.md"
    file.write_text(REPORTS[name], encoding="utf-8")
    audit = audit_reading(read_file(file))
    assert [f.explanation for f in audit.findings] == []
    assert sum(c.verdict == "consistent" and bool(c.numbers) for c in audit.checks) >= tied
    planted = REPORTS[name].replace(right, wrong)
    assert planted != REPORTS[name]
    file.write_text(planted, encoding="utf-8")
    assert [f.kind for f in audit_reading(read_file(file)).findings if f.strict] != []
