"""Invented people of many languages, and the ways in which a row can be one of them or somebody else."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ilrs_desk.domain.records import Value

Values = dict[str, Value]
_DISCIPLINES = ("Lunar dust", "Radio astronomy", "Power systems", "Navigation", "Geology")


@dataclass
class Person:
    """An invented person with all true spellings of the parts of the name."""

    language: str
    country: str
    order: str
    family: list[str]
    given: list[str]
    father: list[str]
    institution: str
    number: int
    chance: random.Random = field(repr=False)

    def values(self, family: str | None = None, given: str | None = None, **more: Value) -> Values:
        """A row of the person with its name in parts."""
        name = {
            "family_name": family or self.latin(self.family),
            "given_name": given or self.latin(self.given),
        }
        return {**name, "institution": self.institution, "nationality": self.country, **more}

    def whole(self, family: str, given: str, **more: Value) -> Values:
        """A row of the person with its name in one cell, in any of the ways in which names are written."""
        bare = (not family.isascii() and not family[0].isalpha()) or family[0] > "\u3000"
        ways = [f"{family} {given}", f"{given} {family}", f"{family}, {given}", f"{family.upper()} {given}"]
        name = (
            f"{family}{given}"
            if "\u4e00" <= family[0] <= "\ud7af"
            else ways[0]
            if bare
            else self.chance.choice(ways)
        )
        return {"full_name": name, "institution": self.institution, "nationality": self.country, **more}

    def latin(self, spellings: list[str]) -> str:
        """The first spelling in Latin letters."""
        return next((name for name in spellings if ord(name[0]) < 0x250), spellings[0])

    def spelling(self, than: tuple[str, str] = ("", "")) -> tuple[str, str]:
        """A true spelling of family and given name in one script, another one where there is one."""
        ways = [
            (family, given)
            for family in self.family
            for given in self.given
            if _script(family) == _script(given)
        ]
        return self.chance.choice([way for way in ways if way != than] or ways)

    def mail(self) -> str:
        """An address that nobody else has."""
        return f"p{self.number}@example.org"


Made = tuple[Values, Values, bool, bool] | None


def _respelt(
    person: Person, *, mail: bool = False, whole: bool = False, **more: Value
) -> tuple[Values, Values]:
    """The person as we have it, and as another sender spells it."""
    family, given = person.spelling()
    told = person.spelling(than=(family, given))
    ours = person.values(family, given, **({"email": person.mail()} if mail else {}))
    make = person.whole if whole else person.values
    return ours, make(*told, **({"email": person.mail()} if mail else {}), **more)


def _same_spelling(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values(email=person.mail())
    return ours, person.whole(str(ours["family_name"]), str(ours["given_name"]), role="Head"), True, True


def _spelling(person: Person, listed: Any, chance: random.Random) -> Made:
    return *_respelt(person, whole=True), True, True


def _spelling_parts(person: Person, listed: Any, chance: random.Random) -> Made:
    return *_respelt(person), True, True


def _spelling_and_mail(person: Person, listed: Any, chance: random.Random) -> Made:
    return *_respelt(person, mail=True, whole=True), True, True


def _spelling_without_place(person: Person, listed: Any, chance: random.Random) -> Made:
    ours, theirs = _respelt(person, whole=True)
    return ours, {**theirs, "institution": None}, True, False


def _spelling_without_country(person: Person, listed: Any, chance: random.Random) -> Made:
    ours, theirs = _respelt(person)
    return ours, {**theirs, "nationality": None}, True, True


def _typo(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values(email=person.mail() if chance.random() < 0.5 else None)
    theirs = dict(ours, email=None)
    keys = [
        key for key in ("family_name", "given_name") if len(str(ours[key])) > 3 and str(ours[key]).isalpha()
    ]
    if not keys:
        return None
    key = chance.choice(keys)
    theirs[key] = slip(str(ours[key]), chance)
    return ours, theirs, True, False


def _typo_and_mail(person: Person, listed: Any, chance: random.Random) -> Made:
    made = _typo(person, listed, chance)
    if made is None:
        return None
    return dict(made[0], email=person.mail()), dict(made[1], email=person.mail()), True, True


def _swapped(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values()
    theirs = person.values(str(ours["given_name"]), str(ours["family_name"]))
    return ours, theirs, True, False


def _initials(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values()
    first = str(ours["given_name"])[0]
    if not first.isascii() or len(person.latin(person.family)) < 3:
        return None
    name = chance.choice((f"{first}. {ours['family_name']}", f"{ours['family_name']} {first}."))
    return ours, {"full_name": name, "institution": person.institution, "role": "Engineer"}, True, False


def _father_left_out(person: Person, listed: Any, chance: random.Random) -> Made:
    if not person.father:
        return None
    ours = person.values(person.family[0], f"{person.given[0]} {person.father[0]}")
    return ours, person.whole(chance.choice(person.family), chance.choice(person.given)), True, False


def _one_family_left_out(person: Person, listed: Any, chance: random.Random) -> Made:
    families = person.family[0].split()
    if person.language not in ("es", "pt") or len(families) < 2:
        return None
    ours = person.values(person.family[0], person.given[0])
    return ours, person.values(families[0], person.given[0]), True, False


def _married(person: Person, listed: Any, chance: random.Random) -> Made:
    family = person.latin(person.family)
    if " " in family or not family[0].isascii():
        return None
    ours = person.values(family)
    return ours, person.values(f"{family}-Moreno"), True, False


def _without_place(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values(email=person.mail())
    return ours, {**ours, "institution": None, "email": None, "role": "Head"}, True, False


def _moved(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values(email=person.mail())
    return ours, {**ours, "institution": f"New {person.institution}", "email": None}, True, False


def _place_otherwise(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values()
    return (
        ours,
        {**ours, "institution": f"The {person.institution} ({person.country})", "role": "Head"},
        True,
        False,
    )


def _orcid(person: Person, listed: Any, chance: random.Random) -> Made:
    ours, theirs = _respelt(person, whole=True)
    number = f"0000-0001-{person.number:04d}-0001"
    return {**ours, "orcid": number}, {**theirs, "orcid": number, "institution": "Elsewhere"}, True, True


def _new_mail(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values(email=person.mail())
    return ours, {**ours, "email": f"new{person.mail()}"}, True, False


def _old_mail(person: Person, listed: Any, chance: random.Random) -> Made:
    ours, theirs = _respelt(person)
    return (
        {**ours, "other_emails": f"x@example.com; {person.mail()}"},
        {**theirs, "email": person.mail()},
        True,
        True,
    )


def _alias(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values("Otherwise", "Quite", aliases=f"{person.given[-1]} {person.family[-1]}")
    return ours, person.values(person.family[-1], person.given[-1]), True, True


def _twin_elsewhere(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values(email=person.mail())
    return ours, {**ours, "institution": "Elsewhere", "email": f"twin{person.mail()}"}, False, False


def _twin_abroad(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values()
    return ours, {**ours, "institution": "Institute of Another Land", "nationality": "NZ"}, False, False


def _twin_of_another_nation(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values()
    return ours, {**ours, "nationality": "NZ"}, False, False


def _twin_with_orcid(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values(orcid=f"0000-0001-{person.number:04d}-0002")
    return ours, {**ours, "orcid": f"0000-0003-{person.number:04d}-0003"}, False, False


def _twin_with_mail(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values(email=person.mail())
    return ours, {**ours, "email": f"other{person.mail()}", "role": "Technician"}, False, False


def _twin_of_other_details(person: Person, listed: Any, chance: random.Random) -> Made:
    ours = person.values(department="Optics", role="Professor", phone="+7 701 1111111")
    return ours, person.values(department="Law", role="Driver", phone="+7 701 2222222"), False, False


def _twin_of_other_characters(person: Person, listed: Any, chance: random.Random) -> Made:
    if person.language != "zh":
        return None
    ours = {**person.values("Wang", "Wei"), "native_name": "王伟"}
    return ours, {**person.values("Wang", "Wei"), "native_name": "王薇"}, False, False


def _names_changed_about(person: Person, listed: Any, chance: random.Random) -> Made:
    if person.language != "zh":
        return None
    return person.values("Wang", "Wei"), person.values("Wei", "Wang"), False, False


def _sibling(person: Person, listed: Any, chance: random.Random) -> Made:
    given = chance.choice([spellings for spellings in listed["givens"] if spellings != person.given])
    family = chance.choice(person.family)
    if set(given) & set(person.given):
        return None
    return person.values(family, person.given[0]), person.values(family, given[0]), False, False


def _shared_mailbox(person: Person, listed: Any, chance: random.Random) -> Made:
    made = _sibling(person, listed, chance)
    if made is None:
        return None
    return {**made[0], "email": person.mail()}, {**made[1], "email": person.mail()}, False, False


def _wife(person: Person, listed: Any, chance: random.Random) -> Made:
    family = next((name for name in person.family if name.endswith(("ov", "ev", "ов", "ев"))), None)
    if family is None:
        return None
    end = "a" if family.isascii() else "а"
    ours, theirs = person.values(family, "Ali"), person.values(family + end, "Ali")
    return {**ours, "email": person.mail()}, {**theirs, "email": person.mail()}, False, False


def _son(person: Person, listed: Any, chance: random.Random) -> Made:
    if not person.father:
        return None
    family = person.latin(person.family)
    ours = {"full_name": f"{family} I.P.", "institution": person.institution}
    return ours, {"full_name": f"{family} P.I.", "institution": person.institution}, False, False


def _brother(person: Person, listed: Any, chance: random.Random) -> Made:
    if not person.father:
        return None
    fathers = [father for father in listed["fathers"] if father != person.father]
    given = f"{person.given[0]} {person.father[0]}"
    theirs = f"{person.given[0]} {chance.choice(fathers)[0]}"
    return person.values(person.family[0], given), person.values(person.family[0], theirs), False, False


def _one_letter(person: Person, listed: Any, chance: random.Random) -> Made:
    if person.language != "zh":
        return None
    one, other = chance.choice(
        (("Li", "Lin"), ("Wei", "Wen"), ("Jun", "Juan"), ("Min", "Ming"), ("Lei", "Li"))
    )
    return person.values("Zhang", one), person.values("Zhang", other), False, False


def _other_family(person: Person, listed: Any, chance: random.Random) -> Made:
    family = chance.choice([spellings for spellings in listed["families"] if spellings != person.family])
    if {part for name in family for part in name.split()} & {
        part for name in person.family for part in name.split()
    }:
        return None
    return person.values(), person.values(person.latin(family)), False, False


def _only_a_common_name(person: Person, listed: Any, chance: random.Random) -> Made:
    """Nothing but the name is known: they may be one, and nobody can say so."""
    ours = person.values(email=person.mail())
    return ours, {"family_name": ours["family_name"], "given_name": ours["given_name"]}, True, False


WAYS: dict[str, Callable[[Person, Any, random.Random], Made]] = {
    function.__name__[1:].replace("_", " "): function
    for function in (
        _same_spelling, _spelling, _spelling_parts, _spelling_and_mail, _spelling_without_place,
        _spelling_without_country, _typo, _typo_and_mail, _swapped, _initials, _father_left_out, _one_family_left_out,
        _married, _without_place, _moved, _place_otherwise, _orcid, _new_mail, _old_mail, _alias, _only_a_common_name,
        _twin_elsewhere, _twin_abroad, _twin_of_another_nation, _twin_with_orcid, _twin_with_mail,
        _twin_of_other_details, _twin_of_other_characters, _names_changed_about, _sibling, _shared_mailbox, _wife,
        _son, _brother, _one_letter, _other_family,
    )
}  # fmt: skip


def invent(language: str, listed: Any, number: int, chance: random.Random) -> Person:
    """A person of a language; no two numbers share an institution."""
    place = f"{chance.choice(_DISCIPLINES)} Centre {_word(number)}"
    fathers = listed.get("fathers")
    return Person(
        language, listed["country"], listed["order"], chance.choice(listed["families"]),
        chance.choice(listed["givens"]), chance.choice(fathers) if fathers else [], place, number, chance,
    )  # fmt: skip


def _script(name: str) -> str:
    """The first word of what Unicode calls the first letter of a name."""
    return unicodedata.name(name[0]).split()[0]


def _word(number: int) -> str:
    """A name of a place that is not like that of any other number."""
    syllables = ("lan", "rik", "nos", "vep", "tum", "sag", "mif", "kod", "det", "pur")
    return "".join(syllables[int(digit)] for digit in f"{number * 7919 % 10007:05d}").capitalize()


def slip(word: str, chance: random.Random) -> str:
    """A word with one slip of the pen."""
    for _ in range(20):
        at = chance.randrange(len(word))
        letter = chance.choice([char for char in word if char.isalpha()]).lower()
        ways = [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        ]
        slipped = chance.choice(ways)
        if slipped.casefold() != word.casefold():
            return slipped
    return word + word[-1]
