"""The names that reports on federal prosecution draw from (`house_justice`), and sentences that no table speaks of."""

CRIMES = {
    "identity crime": ["Document forgery", "Account takeover", "Benefit fraud", "Card theft"],
    "customs crime": ["Smuggling", "Duty evasion", "False invoicing", "Transport fraud"],
    "environmental crime": ["Waste dumping", "Water pollution", "Pesticide misuse", "Wildlife trade"],
    "postal crime": ["Mail theft", "Stamp counterfeiting", "Carrier robbery", "Parcel fraud"],
    "securities crime": ["Insider trading", "Market manipulation", "Investment fraud", "Broker embezzlement"],
}
AGENCIES = [
    ("Department of Homeland Security (DHS)", ["Secret Service", "Customs and Border Protection", "Other DHS"]),
    ("Department of the Interior (DOI)", ["Fish and Wildlife Service", "National Park Service", "Other DOI"]),
    ("Department of the Treasury", ["Internal Revenue Service", "Other Treasury"]),
    ("Department of Justice (DOJ)", ["FBI", "Other DOJ"]),
]
OTHERS = ["Federal/state task forces", "State/county/municipal authorities", "Other investigative agencies"]
REASONS = [
    "Lack of criminal intent", "No federal offense evident", "Referred to other authorities",
    "Weak or inadmissible evidence", "Agency request", "Other reasons",
]  # fmt: skip
TRAITS = [
    ("Sex", ["Male", "Female"]),
    ("Citizenship", ["U.S. citizen", "Non-U.S. citizen"]),
    ("Marital status", ["Married or cohabitating", "Divorced or separated", "Single"]),
    ("Education level", ["Less than high school", "High school graduate", "Some college", "College graduate"]),
    ("Criminal record", ["No prior felony conviction", "Prior felony conviction"]),
]
SENTENCES = ["Prison only", "Prison/community split", "Probation and confinement", "Probation only", "Fine only"]
SPOKEN = {
    "male": "male", "female": "female", "u.s. citizen": "U.S. citizens", "non-u.s. citizen": "noncitizens",
    "married or cohabitating": "married or cohabitating", "single": "single",
    "divorced or separated": "divorced or separated", "high school graduate": "high school graduates",
    "college graduate": "college graduates",
}  # fmt: skip


NOISE = [
    "All other matters averaged 192 days from receipt to disposition (not shown).",
    "For all federal defendants the figure was 35%.",
    "The rate is above that for public order (42%) and property (53%) suspects (not shown).",
    "The Judiciary Act of 1998 raised penalties for 3 kinds of offense.",
    "A matter is a possible case that has taken 1 hour or more.",
    "Several defendants were named in 9% of cases (not shown).",
]
