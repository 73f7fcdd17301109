"""E-mail addresses as people write them into cells, and the key under which two are the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .text import clean

_SIGNS = r"\s<>()\[\]{},;:\"|/、，；：（）"
_ADDRESS = re.compile(rf"(?:[^'{_SIGNS}]|(?<=\w)'(?=\w))+@[^'{_SIGNS}]+")
_SPELT_OUT = re.compile(
    r"\s*(?:[\[({]\s*(?:at|собака|arroba)\s*[\])}]|\s(?:at|arroba)\s|\bсобака\b)\s*", re.IGNORECASE
)
_DOT_SPELT_OUT = re.compile(r"\s*(?:[\[({]\s*dot\s*[\])}]|\sdot\s)\s*", re.IGNORECASE)
# A cell of many addresses; beyond that the search would take quadratic time.
_LONGEST = 2000
_GAPS = re.compile(r"\s*@\s*")


#: A word before the only address, without a sign that it is a label or a name: perhaps a blank inside the address.
_BROKEN = re.compile(r"[^\s@:<,;(]+ +[^\s@<]+@\S+$")


@dataclass(frozen=True, slots=True)
class EmailRead:
    """What an e-mail cell says.

    ``value``: the address, its domain in small letters, or None with ``problem_code`` ``email.unreadable`` and
    perhaps a ``suggestion``. ``others`` are further addresses of the cell, ``name`` what stood before "<…>".
    """

    value: str | None = None
    problem_code: str | None = None
    others: tuple[str, ...] = ()
    name: str | None = None
    suggestion: str | None = None


def read_email(text: str) -> EmailRead:
    """The address that `text` holds; a blank text says nothing, and nothing is looked up on the network."""
    plain = clean(unicodedata.normalize("NFKC", clean(text)))
    if not plain:
        return EmailRead()
    if len(plain) > _LONGEST:
        return EmailRead(problem_code="email.unreadable")
    found = [_checked(candidate) for candidate in _ADDRESS.findall(_GAPS.sub("@", plain))]
    good = tuple(dict.fromkeys(address for address in found if address))
    if not good or None in found or plain.count("@") > len(found):
        return EmailRead(problem_code="email.unreadable", suggestion=good[0] if good else _meant(plain))
    if len(good) == 1 and _BROKEN.match(plain):
        return EmailRead(problem_code="email.unreadable", suggestion=good[0])
    name = plain.split("<", 1)[0].strip(" \"'") if "<" in plain else ""
    return EmailRead(good[0], others=good[1:], name=name or None)


def email_key(address: str) -> str:
    """`address` for comparing: two with one key are one mailbox for us, whatever their capitals."""
    return unicodedata.normalize("NFKC", clean(address)).casefold()


def _checked(candidate: str) -> str | None:
    """The address with its domain in small letters; None if it cannot be one."""
    from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

    address = candidate.strip(".").removeprefix("mailto:")
    # Domains that exist for examples or inside a house only are good enough for us: nothing is ever sent.
    reserved = address.rsplit(".", 1)[-1].casefold() in SPECIAL_USE_DOMAIN_NAMES
    try:
        valid = validate_email(f"{address}.org" if reserved else address, check_deliverability=False)
    except EmailNotValidError:
        return None
    domain = valid.domain.casefold().removesuffix(".org") if reserved else valid.domain.casefold()
    return f"{valid.local_part}@{domain}" if "." in domain else None


def _meant(plain: str) -> str | None:
    """What "name (at) place.org" probably means, to be offered."""
    if "@" in plain:
        return None
    spelt = _DOT_SPELT_OUT.sub(".", _SPELT_OUT.sub("@", plain, count=1))
    return _checked(spelt) if "@" in spelt and " " not in spelt else None
