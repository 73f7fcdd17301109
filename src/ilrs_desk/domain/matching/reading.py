"""Makes identities of records and rows of any kind; a word that many names share is read once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from ..emails import email_key
from ..fields import link_column
from ..names import Speller
from ..records import Value
from ..text import fold
from .agreements import AgreementIdentity, weigh_agreements
from .bodies import BodyReader
from .evidence import Evidence
from .identity import Identity, number_of
from .institutions import BodyIdentity, weigh_bodies
from .people import PersonIdentity, weigh_people
from .places import Places, listed


class Reading:
    """Reads identities of one kind, and weighs two of them."""

    def __init__(self, kind: str, places: Places) -> None:
        self._kind, self._places = kind, places
        self._speller, self._bodies = Speller(), BodyReader()

    def identity(self, values: Mapping[str, Value]) -> Identity:
        """The identity of one record's or row's values."""
        if self._kind == "personnel":
            return self._person(values)
        if self._kind == "agreements":
            return self._agreement(values)
        return self._body(values)

    def weigh(self, ours: Identity, theirs: Identity, *, within_file: bool = False) -> Evidence:
        """The evidence that ``theirs`` is ``ours``, both read here. Within one file only certain evidence counts."""
        if self._kind == "personnel":
            one, other = cast(PersonIdentity, ours), cast(PersonIdentity, theirs)
            return weigh_people(one, other, self._places, within_file=within_file)
        if self._kind == "agreements":
            return weigh_agreements(cast(AgreementIdentity, ours), cast(AgreementIdentity, theirs))
        return weigh_bodies(self._kind, cast(BodyIdentity, ours), cast(BodyIdentity, theirs))

    def _person(self, values: Mapping[str, Value]) -> Identity:
        found = PersonIdentity(values, self._speller)
        found.mails = _mails(values)
        found.number = number_of(values.get("orcid"))
        linked = values.get(link_column("institution"))
        found.place = self._places.place(values.get("institution"), linked, found.country)
        return found

    def _body(self, values: Mapping[str, Value]) -> Identity:
        found = BodyIdentity(values, self._bodies)
        found.number = number_of(values.get("ror"))
        if self._kind == "partners" and values.get("kind") != "organisation" and found.country:
            found.number = found.country
        return found

    def _agreement(self, values: Mapping[str, Value]) -> Identity:
        found = AgreementIdentity(values)
        parties = (self._places.place(values.get(key)) for key in ("partner", "institution"))
        found.place = " / ".join(party for party in parties if party) or None
        found.number = fold(str(values["reference"])).replace(" ", "") if values.get("reference") else None
        return found


def _mails(values: Mapping[str, Value]) -> frozenset[str]:
    """Keys of all e-mail addresses of a person."""
    one, others = values.get("email"), values.get("other_emails")
    if not one and not others:
        return frozenset()
    return frozenset(email_key(mail) for mail in (*([str(one)] if one else ()), *listed(others)))
