"""What a partner, an institution, a person and an agreement are: the one declaration all else reads."""

from __future__ import annotations

from .fields import Choice, Field, RecordKind, ValueType

STAGES = (
    Choice("contact", "Contact"),
    Choice("talks", "Talks"),
    Choice("applied", "Applied"),
    Choice("signed", "Signed"),
    Choice("active", "Active"),
    Choice("declined", "Declined"),
    Choice("withdrawn", "Withdrawn"),
)
PARTNER_KINDS = (Choice("country", "Country"), Choice("organisation", "Organisation"))
PERSON_STATUSES = (Choice("planned", "Planned"), Choice("active", "Active"), Choice("left", "Left"))
#: What was signed, the strongest first.
INSTRUMENTS = (
    Choice("agreement", "Cooperation agreement"),
    Choice("memorandum", "Memorandum of understanding"),
    Choice("joint_statement", "Joint statement"),
    Choice("letter_of_intent", "Letter of intent"),
    Choice("application", "Application or expression of interest"),
)
DOUBLES = (
    Choice("once", "Once, however often it is recorded"),
    Choice("each", "Each record by itself"),
)
SEVERAL_NATIONALITIES = (
    Choice("first", "By the nationality given first"),
    Choice("foreign", "Foreign if one of them is foreign"),
    Choice("home", "At home if one of them is the host country's"),
)
AGREEMENT_STATUSES = (
    Choice("draft", "Draft"),
    Choice("signed", "Signed"),
    Choice("in_force", "In force"),
    Choice("expired", "Expired"),
    Choice("ended", "Ended"),
)

_T = ValueType

PARTNERS = RecordKind(
    key="partners",
    label="Partners",
    singular="Partner",
    label_fields=("name", "native_name", "country"),
    date_field="signed_on",
    end_field="ended_on",
    fields=(
        Field("name", "Name", required=True, shown=True, width=180),
        Field("native_name", "Native name", width=150),
        Field("aliases", "Other names", _T.NAMES),
        Field("kind", "Kind", _T.CHOICE, choices=PARTNER_KINDS, shown=True, width=95, counts=True),
        Field("country", "Country", _T.COUNTRY, shown=True, width=120, identifying=True, counts=True),
        Field("stage", "Stage", _T.CHOICE, choices=STAGES, shown=True, width=90, counts=True),
        Field("agency", "Agency", shown=True, width=200),
        Field("applied_on", "Applied on", _T.DATE, "Paper", width=105, counts=True),
        Field("signed_on", "Signed on", _T.DATE, "Paper", shown=True, width=105, counts=True),
        Field("ended_on", "Left on", _T.DATE, "Paper", width=105, counts=True),
        Field("instrument", "Instrument", group="Paper", shown=True, width=160),
        Field("source", "Source", group="Notes", shown=True, width=220),
        Field("notes", "Notes", _T.LONG_TEXT, "Notes"),
    ),
)

INSTITUTIONS = RecordKind(
    key="institutions",
    label="Institutions",
    singular="Institution",
    label_fields=("name", "native_name", "acronym"),
    date_field="signed_on",
    end_field="ended_on",
    fields=(
        Field("name", "Name", required=True, shown=True, width=260),
        Field("native_name", "Native name", shown=True, width=160),
        Field("acronym", "Acronym", shown=True, width=80),
        Field("aliases", "Other names", _T.NAMES),
        Field("country", "Country", _T.COUNTRY, shown=True, width=120, counts=True),
        Field("city", "City", shown=True, width=110),
        Field("address", "Address", _T.LONG_TEXT),
        Field("type", "Type", shown=True, width=110),
        Field("workstream", "Workstreams", _T.NAMES, width=160),
        Field("stage", "Stage", _T.CHOICE, choices=STAGES, shown=True, width=90, counts=True),
        Field("website", "Website", _T.URL),
        Field("ror", "ROR", _T.IDENTIFIER, identifying=True),
        Field("contact_name", "Contact person", group="Contact", personal=True),
        Field("contact_email", "Contact e-mail", _T.EMAIL, "Contact", personal=True, width=200),
        Field("contact_phone", "Contact phone", _T.PHONE, "Contact", personal=True),
        Field("applied_on", "Applied on", _T.DATE, "Paper", width=105, counts=True),
        Field("signed_on", "Signed on", _T.DATE, "Paper", shown=True, width=105, counts=True),
        Field("ended_on", "Left on", _T.DATE, "Paper", width=105, counts=True),
        Field("instrument", "Instrument", group="Paper"),
        Field("agreement_no", "Agreement no.", group="Paper"),
        Field("source", "Source", group="Notes"),
        Field("notes", "Notes", _T.LONG_TEXT, "Notes"),
    ),
)

PERSONNEL = RecordKind(
    key="personnel",
    label="Personnel",
    singular="Person",
    label_fields=("full_name", "native_name"),
    date_field="start_date",
    end_field="end_date",
    fields=(
        Field("full_name", "Name", shown=True, width=210),
        Field("family_name", "Family name", width=140),
        Field("given_name", "Given name", width=130),
        Field("native_name", "Native name", shown=True, width=140),
        Field("aliases", "Also known as", _T.NAMES),
        Field("title", "Title", width=90),
        Field("nationality", "Nationality", _T.COUNTRY, shown=True, width=120, counts=True),
        Field("other_nationalities", "Other nationalities", _T.NAMES, parts=_T.COUNTRY, counts=True),
        Field(
            "institution", "Institution", _T.LINK, target="institutions", shown=True, width=230, counts=True
        ),
        Field("country", "Country", _T.COUNTRY, width=120, counts=True),
        Field("department", "Department", group="Work"),
        Field("role", "Role", group="Work", shown=True, width=150),
        Field("discipline", "Discipline", group="Work"),
        Field("degree", "Degree", group="Work"),
        Field("workstream", "Workstream", group="Work", shown=True, width=120),
        Field("email", "E-mail", _T.EMAIL, "Contact", identifying=True, personal=True, shown=True, width=210),
        Field("phone", "Phone", _T.PHONE, "Contact", personal=True),
        Field("other_emails", "Other e-mails", _T.NAMES, "Contact", personal=True, width=210, parts=_T.EMAIL),
        Field("other_phones", "Other phones", _T.NAMES, "Contact", personal=True, parts=_T.PHONE),
        Field("orcid", "ORCID", _T.IDENTIFIER, "Contact", identifying=True, width=160),
        Field(
            "status",
            "Status",
            _T.CHOICE,
            "Term",
            choices=PERSON_STATUSES,
            open_choice=True,
            width=90,
            counts=True,
        ),
        Field("start_date", "Started", _T.DATE, "Term", shown=True, width=105, counts=True),
        Field("end_date", "Ended", _T.DATE, "Term", width=105, counts=True),
        Field("notes", "Notes", _T.LONG_TEXT, "Notes"),
    ),
)

AGREEMENTS = RecordKind(
    key="agreements",
    label="Agreements",
    singular="Agreement",
    label_fields=("title", "reference", "instrument"),
    date_field="signed_on",
    end_field="expires_on",
    fields=(
        Field("reference", "Reference", identifying=True, shown=True, width=130),
        Field("title", "Title", shown=True, width=260),
        Field("instrument", "Instrument", shown=True, width=150),
        Field("partner", "Partner", _T.LINK, target="partners", shown=True, width=150),
        Field("institution", "Institution", _T.LINK, target="institutions", shown=True, width=200),
        Field("signed_on", "Signed on", _T.DATE, "Dates", shown=True, width=105),
        Field("announced_on", "Announced on", _T.DATE, "Dates", width=115),
        Field("effective_on", "In force from", _T.DATE, "Dates", width=115),
        Field("expires_on", "Ends on", _T.DATE, "Dates", shown=True, width=105),
        Field(
            "status", "Status", _T.CHOICE, choices=AGREEMENT_STATUSES, open_choice=True, shown=True, width=90
        ),
        Field("signatory", "Signatory", personal=True, width=160),
        Field("notes", "Notes", _T.LONG_TEXT, "Notes"),
    ),
)

#: The four kinds of ``cli.md``, in the order in which links need them written.
KINDS: dict[str, RecordKind] = {kind.key: kind for kind in (PARTNERS, INSTITUTIONS, PERSONNEL, AGREEMENTS)}

# What the office itself settles, journalled like records but not listed among them.
TARGETS = RecordKind(
    key="targets",
    label="Targets",
    singular="Target",
    label_fields=("label", "key"),
    fields=(
        Field("key", "Key", required=True),
        Field("label", "Name", required=True),
        Field("kind", "Counts", required=True),
        Field("number", "Number", _T.NUMBER, required=True),
        Field("deadline", "Deadline", _T.DATE),
        Field("baseline_date", "Baseline date", _T.DATE),
        Field("baseline_value", "Baseline", _T.NUMBER),
        Field("owner", "Owner"),
        Field("region", "Only of the region"),
        Field("grouping", "Only of the grouping"),
        Field("workstream", "Only of the workstream"),
        Field("year", "Only who joined in the year", _T.NUMBER),
        Field("notes", "Notes", _T.LONG_TEXT),
    ),
)

RULES = RecordKind(
    key="rules",
    label="Counting rules",
    singular="Counting rule",
    label_fields=("code",),
    fields=(
        Field("code", "Code", required=True),
        Field("target", "Target", required=True),
        Field("version", "Version", _T.NUMBER, required=True),
        Field("stages", "Stages that count", _T.NAMES),
        Field("host", "Host country", _T.COUNTRY),
        Field("founders", "Founders", _T.NAMES),
        Field("count_host", "Count the host country", _T.FLAG),
        Field("count_founders", "Count the founders", _T.FLAG),
        Field("count_applicants", "Count applicants", _T.FLAG),
        Field("count_organisations", "Count organisations", _T.FLAG),
        Field("count_home", "Count the host country's own institutions and people", _T.FLAG),
        Field("definition", "Definition", _T.LONG_TEXT),
        Field("omit_countries", "Leave countries out", _T.FLAG),
        Field("minimum_instrument", "Least instrument", _T.CHOICE, choices=INSTRUMENTS),
        Field("doubles", "What is recorded twice", _T.CHOICE, choices=DOUBLES),
        Field("nationalities", "Several nationalities", _T.CHOICE, choices=SEVERAL_NATIONALITIES),
        Field("effective_from", "Applies from", _T.DATE),
        Field("effective_until", "Applies until", _T.DATE),
        Field("supersedes", "Supersedes", _T.NUMBER),
    ),
)

CLAIMS = RecordKind(
    key="claims",
    label="Claims",
    singular="Claim",
    label_fields=("wording",),
    date_field="claimed_on",
    fields=(
        Field("target", "Target"),
        Field("value", "Number", _T.NUMBER, required=True),
        Field("wording", "As worded"),
        Field("claimed_on", "Claimed on", _T.DATE, required=True),
        Field("covers", "Counts together", _T.NAMES),
        Field("named", "Countries that it names", _T.NAMES, parts=_T.COUNTRY),
        Field("source", "Source"),
        Field("notes", "Notes", _T.LONG_TEXT),
    ),
)

MEETINGS = RecordKind(
    key="meetings",
    label="Meetings",
    singular="Meeting",
    label_fields=("title",),
    date_field="held_on",
    fields=(
        Field("title", "Title", required=True),
        Field("held_on", "Held on", _T.DATE),
        Field("place", "Place"),
        Field("notes", "Notes", _T.LONG_TEXT),
    ),
)

DISTINCTIONS = RecordKind(
    key="distinctions",
    label="Records that are not the same",
    singular="Pair that is not the same",
    label_fields=("why",),
    fields=(
        Field("kind", "Kind", required=True),
        Field("one", "One", _T.NUMBER, required=True),
        Field("other", "Other", _T.NUMBER, required=True),
        Field("why", "Why"),
    ),
)

WORKSTREAMS = RecordKind(
    key="workstreams",
    label="Workstreams",
    singular="Workstream",
    label_fields=("label", "key"),
    fields=(
        Field("key", "Key", required=True),
        Field("label", "Name", required=True),
        Field("native_name", "Native name"),
        Field("aliases", "Other names", _T.NAMES),
        Field("group", "Group"),
        Field("source", "Source"),
        Field("notes", "Notes", _T.LONG_TEXT),
    ),
)

GROUPINGS = RecordKind(
    key="groupings",
    label="Groupings",
    singular="Grouping",
    label_fields=("label", "key"),
    fields=(
        Field("key", "Key", required=True),
        Field("label", "Name", required=True),
        Field("source", "Source"),
        Field("notes", "Notes", _T.LONG_TEXT),
    ),
)

MEMBERSHIPS = RecordKind(
    key="memberships",
    label="Members of groupings",
    singular="Membership",
    label_fields=("country",),
    date_field="since",
    end_field="until",
    fields=(
        Field("grouping", "Grouping", required=True),
        Field("country", "Country", _T.COUNTRY, required=True),
        Field("since", "Since", _T.DATE),
        Field("until", "Until", _T.DATE),
        Field("source", "Source"),
    ),
)

_SETTLED = (TARGETS, RULES, CLAIMS, MEETINGS, DISTINCTIONS, WORKSTREAMS, GROUPINGS, MEMBERSHIPS)
#: Every kind that the journal covers.
JOURNALLED: dict[str, RecordKind] = {**KINDS, **{kind.key: kind for kind in _SETTLED}}
