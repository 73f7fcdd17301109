"""Today's tables as peewee models, those of the records drawn from their declaration; they never leave the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peewee import AutoField, BlobField, CompositeKey, IntegerField, Model, Table, TextField

from ilrs_desk.domain.fields import RecordKind, link_column
from ilrs_desk.domain.kinds import JOURNALLED, KINDS

#: Fields by which tables are mostly sorted: a folded copy stands in ``sort_<field>``, indexed.
SORTED: Mapping[str, tuple[str, ...]] = {
    "partners": ("name", "country"),
    "institutions": ("name", "country"),
    "personnel": ("full_name", "nationality", "institution"),
    "agreements": ("title", "partner", "institution"),
}
#: Columns of every record table before those of its kind.
HEAD = ("id", "changeset_id", "entered_on", "trashed", "merged_into")


class Row(Model):
    """Base of all models: bound to no database, each query is executed on the office's own."""

    class Meta:
        legacy_table_names = False


class ChangesetRow(Row):
    """An entry of the journal; ``digest`` chains it to the one before, ``undone_by`` alone is changed later."""

    id = AutoField()
    at = TextField()
    day = TextField()
    who = TextField()
    act = TextField()
    title = TextField()
    params = TextField()
    key = TextField()
    undoes = IntegerField(null=True)
    undone_by = IntegerField(null=True)
    import_id = IntegerField(null=True)
    size = IntegerField()
    digest = TextField()

    class Meta:
        table_name = "changesets"


class ChangeRow(Row):
    """What a change set did to one record: JSON objects of the changed columns."""

    id = AutoField()
    changeset_id = IntegerField()
    kind = TextField()
    record_id = IntegerField()
    label = TextField()
    old = TextField(null=True)
    new = TextField(null=True)
    file = TextField(null=True)
    sheet = TextField(null=True)
    row = IntegerField(null=True)

    class Meta:
        table_name = "changes"


class NameRow(Row):
    """A folded name under which a live record can be linked to."""

    kind = TextField()
    name = TextField()
    record_id = IntegerField()

    class Meta:
        table_name = "names"
        primary_key = False


class SourceRow(Row):
    """A document that something in the office rests on: an imported file by its contents, else a publication."""

    id = AutoField()
    title = TextField()
    sha256 = TextField(null=True)
    size = IntegerField(null=True)

    class Meta:
        table_name = "sources"


class ImportRow(Row):
    """A file that was imported, with what came of it; ``changeset_id`` is NULL when it changed nothing."""

    id = AutoField()
    changeset_id = IntegerField(null=True)
    at = TextField()
    who = TextField()
    source_id = IntegerField()
    agency_id = IntegerField(null=True)
    counts = TextField()
    digest = TextField()
    dated = TextField(null=True)

    class Meta:
        table_name = "imports"


class ImportTableRow(Row):
    """A table of an imported file: its header and the field that each column was taken for."""

    id = AutoField()
    import_id = IntegerField()
    sheet = TextField()
    kind = TextField()
    fingerprint = TextField()
    headers = TextField()
    fields = TextField()
    columns = TextField(null=True)

    class Meta:
        table_name = "import_tables"


class ImportedRowRow(Row):
    """A row of an imported file and the record it was taken for."""

    id = AutoField()
    import_id = IntegerField()
    kind = TextField()
    sheet = TextField()
    row = IntegerField()
    action = TextField()
    record_id = IntegerField(null=True)
    taken = IntegerField()
    told = TextField(null=True)

    class Meta:
        table_name = "import_rows"


class AgencyRow(Row):
    """Who sends returns."""

    id = AutoField()
    name = TextField()
    folded = TextField(unique=True)
    return_months = TextField(null=True)
    contact = TextField(null=True)
    language = TextField(null=True)

    class Meta:
        table_name = "agencies"


class MappingRow(Row):
    """What was settled for a header as last imported from an agency (0: from nobody named)."""

    id = AutoField()
    agency_id = IntegerField()
    fingerprint = TextField()
    fields = TextField()
    kind = TextField(null=True)
    headers = TextField(null=True)
    orders = TextField(null=True)
    policies = TextField(null=True)

    class Meta:
        table_name = "mappings"
        indexes = ((("agency_id", "fingerprint"), True),)


class AnswerRow(Row):
    """What a person answered for a text in returns of an agency (0: of nobody named); NULL: leave it empty."""

    agency_id = IntegerField()
    field = TextField()
    text = TextField()
    value = TextField(null=True)

    class Meta:
        table_name = "answers"
        primary_key = CompositeKey("agency_id", "field", "text")


class KeptFileRow(Row):
    """The bytes of an imported file, compressed (zlib)."""

    source_id = IntegerField(primary_key=True)
    packed = BlobField()

    class Meta:
        table_name = "kept_files"


class ReportedRow(Row):
    """A record that is reported but not confirmed; it counts toward nothing until it is taken."""

    id = AutoField()
    kind = TextField()
    record = TextField()
    source_id = IntegerField(null=True)
    confidence = TextField()
    why = TextField()
    record_id = IntegerField(null=True)
    reported_on = TextField(null=True)

    class Meta:
        table_name = "reported"


class SealRow(Row):
    """The figures of a meeting as they were sealed: JSON, compressed (zlib), with the digest of what it says."""

    id = AutoField()
    meeting_id = IntegerField()
    at = TextField()
    who = TextField()
    as_of = TextField()
    generation = IntegerField()
    body = BlobField()
    digest = TextField()

    class Meta:
        table_name = "seals"


class SealFileRow(Row):
    """A file that was made of sealed figures, by its name and contents; ``digest`` binds it to its seal."""

    id = AutoField()
    seal_id = IntegerField()
    name = TextField()
    sha256 = TextField()
    size = IntegerField()
    digest = TextField()

    class Meta:
        table_name = "seal_files"


class SealedRow(Row):
    """A record that stands in a seal: a rule that figures were counted by, or the meeting itself."""

    kind = TextField()
    record_id = IntegerField()
    seal_id = IntegerField()

    class Meta:
        table_name = "sealed"
        primary_key = CompositeKey("kind", "record_id", "seal_id")


class AboutRow(Row):
    """What the office knows of itself."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "about"


def _record_model(kind: RecordKind) -> Any:
    columns: dict[str, Any] = {
        "id": AutoField(),
        "changeset_id": IntegerField(),
        "entered_on": TextField(),
        "trashed": TextField(null=True),
        "merged_into": IntegerField(null=True),
    }
    links = {link_column(field.key) for field in kind.links}
    for column in kind.columns:
        columns[column] = IntegerField(null=True) if column in links else TextField(null=True)
    for key in SORTED.get(kind.key, ()):
        columns[f"sort_{key}"] = TextField(null=True)
    name = kind.singular.title().replace(" ", "") + "Row"
    return type(name, (Row,), {**columns, "Meta": type("Meta", (), {"table_name": kind.key})})


#: The model of each journalled kind.
RECORDS: Mapping[str, Any] = {key: _record_model(kind) for key, kind in JOURNALLED.items()}
#: The full-text index of each kind that is listed; ``rowid`` is the record's id.
SEARCH: Mapping[str, Any] = {key: Table(f"{key}_search", ("rowid", "body")) for key in KINDS}
