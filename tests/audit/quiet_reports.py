"""More reports that are right, with sentences on what their tables print in another measure, year, group or range."""

from __future__ import annotations

MORE = {
    "fiscal and calendar years, rates and counts": """# Hospital admissions, fiscal years 2017 and 2018

Table 1. Admissions by diagnosis, and age-adjusted rate per 100,000 population, fiscal years 2017 and 2018

| Diagnosis | Admissions 2017 | Admissions 2018 | Rate 2017 | Rate 2018 |
|---|---|---|---|---|
| Heart failure | 12,400 | 13,020 | 248.0 | 251.2 |
| Pneumonia | 9,800 | 9,310 | 196.0 | 179.6 |
| Stroke | 6,200 | 6,510 | 124.0 | 125.6 |
| Hip fracture | 3,100 | 3,255 | 62.0 | 62.8 |
| All admissions | 31,500 | 32,095 | 630.0 | 619.2 |

Admissions rose from 31,500 to 32,095 in fiscal year 2018, an increase of 2% (table 1). The age-adjusted rate fell by
1.7%, from 630.0 to 619.2 per 100,000. In calendar year 2018, there were 31,870 admissions. Pneumonia admissions
declined by 5%, while the rate declined by 8%. As many as one in five patients was readmitted within 30 days. Up to
40% of pneumonia patients were aged 75 or over. In the crude data the rate of stroke was 131 per 100,000.
""",
    "the steepest fall, and use per household": """# Household energy use

Table 1. Final energy use of households by purpose (TWh), and index (2015 = 100)

| Purpose | 2015 | 2018 | 2020 | Index 2020 |
|---|---|---|---|---|
| Space heating | 420 | 398 | 390 | 92.9 |
| Hot water | 98 | 101 | 104 | 106.1 |
| Appliances | 76 | 80 | 88 | 115.8 |
| Lighting | 12 | 10 | 9 | 75.0 |
| Total | 606 | 589 | 591 | 97.5 |

Households used 591 TWh in 2020, 2.5% less than in 2015 (table 1). Lighting had the steepest fall (25%). Use per
household fell by 6%. Temperature-corrected, energy use fell by 4% between 2015 and 2020. In the north, heating made up
72% of energy use. In the first half of 2020, households used 322 TWh.
""",
    "means beside medians, and what took less": """# Time to disposition in the civil courts

Table 1. Cases disposed and days to disposition, by court, 2018

| Court | Cases disposed | Mean days | Median days | Pending at year end |
|---|---|---|---|---|
| North | 2,400 | 212 | 160 | 1,300 |
| South | 3,600 | 188 | 141 | 1,500 |
| East | 1,500 | 305 | 240 | 1,250 |
| West | 2,500 | 240 | 175 | 1,450 |
| All courts | 10,000 | 224 | 166 | 5,500 |

In 2018, the courts disposed of 10,000 cases, in 224 days on average (table 1). The mean was longest in the East (305
days) and shortest in the South (188 days). In the North, the median was 160 days, 52 days less than the mean. Small
claims took 98 days in the South, and 164 days in the East. Cases in the East took 62% longer than in the South.
""",
    "money beside counts": """# Incomes of households

Table 1. Median and mean income (dollars) by type of household, 2018 and 2019

| Type | Households 2019 (thousands) | Median 2018 | Median 2019 | Mean 2019 |
|---|---|---|---|---|
| Single | 1,200 | 31,000 | 32,000 | 38,400 |
| Couple | 2,000 | 58,000 | 60,900 | 71,500 |
| Couple with children | 1,500 | 66,000 | 68,000 | 80,200 |
| Lone parent | 300 | 28,000 | 28,700 | 33,100 |
| All households | 5,000 | 50,000 | 52,000 | 61,700 |

The median income of households rose by 4% in 2019, to $52,000 (table 1). In real terms it rose by 2%. The mean was
$9,700 above the median. Lone parents had the lowest median income ($28,700), less than half that of couples.
""",
    "ranges over several, and a group of another kind": """# Students

Table 1. Students by field and sex, 2019/20

| Field | Women | Men | All | Women (%) |
|---|---|---|---|---|
| Engineering | 12,000 | 36,000 | 48,000 | 25.0 |
| Law | 18,000 | 12,000 | 30,000 | 60.0 |
| Medicine | 15,000 | 9,000 | 24,000 | 62.5 |
| Arts | 27,000 | 11,000 | 38,000 | 71.1 |
| All fields | 72,000 | 68,000 | 140,000 | 51.4 |

In 2019/20, 51% of students were women (table 1). Engineering had the most students (48,000), a third of the total.
Four fields had between 24,000 and 48,000 students. Foreign students made up 12%, and 20% in engineering. The share of
women ranged from 25% in engineering to 71% in arts. Among doctoral students, 46% were women.
""",
    "months together, and one fire": """# Forest fires

Table 1. Fires and area burnt (hectares), by month, 2020

| Month | Fires | Area |
|---|---|---|
| June | 120 | 850 |
| July | 260 | 4,200 |
| August | 310 | 6,150 |
| September | 110 | 800 |
| Total | 800 | 12,000 |

From June to September 2020 there were 800 fires, which burnt 12,000 hectares (table 1). July and August together
accounted for 71% of fires and 86% of the area burnt. A fire in August burnt 2,300 hectares. In June there were 140
fewer fires than in July. In August 2019, 280 fires were counted.
""",
    "rates per 1,000": """# Crime survey

Table 1. Victimizations and rate per 1,000 persons age 12 or older, by type of crime, 2018 and 2019

| Type of crime | Number 2018 | Number 2019 | Rate 2018 | Rate 2019 |
|---|---|---|---|---|
| Violent crime | 6,385,500 | 5,813,400 | 23.2 | 21.0 |
| Simple assault | 3,902,600 | 3,662,000 | 14.2 | 13.2 |
| Robbery | 573,100 | 534,400 | 2.1 | 1.9 |

The rate of violent crime was 21.0 victimizations per 1,000 persons in 2019 (table 1). Robbery victimizations of
females fell by 22%. In urban areas the rate was 21.1 per 1,000. Persons ages 12 to 17 had a rate of 35.2.
""",
    "what is left over has no rank, and two together": """# Reasons

Table 1. Suspects in matters declined, by reason and agency, 2010-2014

| Reason | Department of Justice (DOJ) | Department of the Treasury | Federal/state task forces | All |
|---|---|---|---|---|
| Total | 400 | 300 | 300 | 1,000 |
| Weak evidence | 160 | 100 | 90 | 350 |
| Agency request | 100 | 80 | 60 | 240 |
| Lack of intent | 40 | 30 | 30 | 100 |
| Other reasons | 100 | 90 | 120 | 310 |

The leading reasons were weak evidence (350), agency request (240) and lack of intent (100) (table 1). Together, the
Department of Justice and federal and state task forces accounted for 700 suspects, or 70% of the total (table 1).
Weak evidence was the most common reason in all agencies; of matters of Wildlife Trade, 45% were declined for it.
""",
}
"""Reports by what they try."""
