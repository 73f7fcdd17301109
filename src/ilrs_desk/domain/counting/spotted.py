"""Troubles that are found over all records at once: what each is called, and what to say of so many of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..kinds import JOURNALLED
from ..naming import count_of
from ..wording import Message


@dataclass(frozen=True, slots=True)
class Spotted:
    """One trouble of one kind of record: how many have it, the first of their ids, and names of a few."""

    code: str
    kind: str
    count: int
    ids: tuple[int, ...]
    examples: tuple[str, ...] = ()

    def message(self) -> Message:
        """So many have this trouble, such as these."""
        params = {"count": self._counted(), "examples": self._named()}
        return Message(WORDS[self.code], params)

    def _counted(self) -> str:
        if self.kind in JOURNALLED:
            return count_of(self.kind, self.count)
        return f"{self.count:,} {'agency' if self.count == 1 else 'agencies'}"

    def _named(self) -> str:
        more = self.count - len(self.examples)
        named = ", ".join(self.examples)
        if not named or more <= 0:
            return named or "…"
        return f"{named} + {more:,}"


#: Each trouble and the sentence that tells it of many records.
WORDS: Mapping[str, str] = {
    "agreement.ended": "{count} ended, and the status does not say so: {examples}",
    "agreement.expires": "{count} will end soon: {examples}",
    "application.unanswered": "{count} applied, and no answer was recorded: {examples}",
    "signature.undated": "{count} signed on a day that is not recorded: {examples}",
    "withdrawal.undated": "{count} withdrew on a day that is not recorded: {examples}",
    "record.left": "{count} left, and the stage does not say so: {examples}",
    "institution.no_people": "{count} signed, with nobody among the personnel: {examples}",
    "agency.due": "{count} should have sent a return: {examples}",
    "agency.due_before_meeting": "{count} should send a return before the next meeting: {examples}",
    "record.nameless": "{count} without a name: {examples}",
    "record.ends_before_start": "{count} ended before the start: {examples}",
    "record.starts_far_off": "{count} more than two years ahead: {examples}",
    "record.no_country": "{count} of which no country is known: {examples}",
    "record.country_unread": "{count} with a country that is not understood: {examples}",
    "record.status_unread": "{count} with a status that is not understood: {examples}",
    "record.date_unread": "{count} with a date that is not understood: {examples}",
    "record.phone_unread": "{count} with a phone number that is not understood in full: {examples}",
    "record.unlinked": "{count} naming a body that is not among the records: {examples}",
    "duplicate.email": "{count} with an e-mail address of somebody else, too: {examples}",
    "duplicate.orcid": "{count} with an ORCID of somebody else, too: {examples}",
    "duplicate.ror": "{count} with a ROR of another one, too: {examples}",
    "duplicate.country": "{count} of a country that has another record, too: {examples}",
    "duplicate.reference": "{count} with a reference of another one, too: {examples}",
}
