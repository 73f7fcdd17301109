"""The letter that goes with a return file, and the language that a sender is written to in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..lexicon import guesses
from ..plan import FilePlan
from ..texts import ENGLISH, language_of, languages, texts
from .needs import Need, asked_after, needs_of

_SURE = 0.9
_MOST_LISTED = 10


def covering_text(plan: FilePlan, language: str) -> str:
    """A plain text to paste into a mail: what arrived, how much of it needs nothing more, what we need."""
    said = texts(language)
    needs = needs_of(plan, said)
    concerned = {(need.sheet, need.row) for need in needs}
    rows = sum(len(table.rows) for table in plan.tables)
    file = plan.path.name
    lines = [
        said.letter["subject"].format(file=file), "", said.letter["greeting"], "",
        said.letter["received"].format(file=file, rows=rows, taken=rows - len(concerned)),
    ]  # fmt: skip
    if needs:
        lines += [said.letter["needed"].format(count=len(concerned)), ""]
        lines += [f"– {_place(need)}: {need.text}" for need in needs[:_MOST_LISTED]]
        if len(needs) > _MOST_LISTED:
            lines.append(said.letter["more"].format(count=len(needs) - _MOST_LISTED))
    if missing := asked_after(plan):
        lines += ["", said.returned["missing"], *(f"– {label}" for label in missing[:_MOST_LISTED])]
        if len(missing) > _MOST_LISTED:
            lines.append(said.letter["more"].format(count=len(missing) - _MOST_LISTED))
    return "\n".join([*lines, "", said.letter["back"], "", said.letter["thanks"], ""])


def guess_language(plan: FilePlan) -> str:
    """The language that the sender writes headers in; where these do not tell, that of the country; else English."""
    votes: Counter[str] = Counter()
    for table in plan.tables:
        for column in table.columns:
            found = guesses(column.header)
            spoken = {each for guess in found if guess.score >= _SURE for each in guess.languages}
            known = spoken & set(languages())
            votes.update({language: 1 / len(known) for language in known})
    most = max(votes.values(), default=0.0)
    best = {language for language, count in votes.items() if count >= 0.95 * most}
    for language in (*_of_countries(plan), ENGLISH):
        if language in best or not best:
            return language
    return min(best)


def _of_countries(plan: FilePlan) -> Iterator[str]:
    """The languages of the country that the file is of, official ones first."""
    from babel.languages import get_official_languages

    named = Counter(
        str(code)
        for table in plan.tables
        for code in (table.context.get("country"), *(row.record.get("country") for row in table.rows))
        if code
    )
    for code, _ in named.most_common(1):
        spoken = get_official_languages(code, de_facto=True)
        yield from (found for each in spoken if (found := language_of(str(each))))


def _place(need: Need) -> str:
    return f"{need.sheet}, {need.column or ''}{need.row}"
