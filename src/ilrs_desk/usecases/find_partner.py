"""Which partner somebody means by a number, a country code or a name."""

from __future__ import annotations

from ilrs_desk.domain.countries import find_country
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.text import fold
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office


def find_partner(office: Office, text: str) -> int:
    """Number of the one partner that is meant.

    Raises InputProblem ``partner.unknown`` where there is none and ``partner.several`` where there are more.
    """
    said = text.strip()
    partners = office.find("partners", Query())
    found = [one for one in partners if said.isdigit() and one.id == int(said)]
    found = found or [one for one in partners if fold(said) in _names(one)]
    code = find_country(said, codes=True).code
    found = found or [one for one in partners if code and one.text("country") == code]
    if len(found) == 1:
        return found[0].id
    if found:
        listed = ", ".join(f"{one.id} ({one.label})" for one in found)
        message = Message(
            "{text} may be several partners: {listed}. Give the number.", {"text": text, "listed": listed}
        )
        raise InputProblem("partner.several", message)
    message = Message(
        "There is no partner {text}. See which there are with: records partners.", {"text": text}
    )
    raise InputProblem("partner.unknown", message)


def _names(record: Record) -> set[str]:
    texts = (record.label, *(record.text(key) for key in ("name", "native_name", "country")))
    return {fold(one) for one in texts if one}
