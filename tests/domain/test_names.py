from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.names import (
    Alike,
    NameOrder,
    PersonName,
    Speller,
    alike,
    read_person_name,
)


@pytest.mark.parametrize(
    ("written", "family", "given_name"),
    [
        ("Kovács, Ádám", "Kovács", "Ádám"),
        ("Петров, Пётр Петрович", "Петров", "Пётр Петрович"),
        ("WANG Xiaoming", "WANG", "Xiaoming"),
        ("Xiaoming WANG", "WANG", "Xiaoming"),
        ("CHAN Tai Man Peter", "CHAN", "Tai Man Peter"),
        ("Jan van der BERG", "van der BERG", "Jan"),
        ("McDONALD James", "McDONALD", "James"),
        ("王小明", "王", "小明"),
        ("王伟", "王", "伟"),
        ("欧阳锋", "欧阳", "锋"),
        ("欧阳 小明", "欧阳", "小明"),
        ("김철수", "김", "철수"),
        ("Иванов Иван Иванович", "Иванов", "Иван Иванович"),
        ("Иван Иванович Иванов", "Иванов", "Иван Иванович"),
        ("Roman Arkadievich Abramovich", "Abramovich", "Roman Arkadievich"),
        ("Əliyev Vəli Həsən oğlu", "Əliyev", "Vəli Həsən oğlu"),
        ("Vəli Həsən oğlu Əliyev", "Əliyev", "Vəli Həsən oğlu"),
        ("Әлиев Уәли Хасанұлы", "Әлиев", "Уәли Хасанұлы"),
        ("Иванов И.И.", "Иванов", "И.И."),
        ("J. van Dam", "van Dam", "J."),
        ("Petrov M.A.", "Petrov", "M.A."),
        ("สมชาย ใจดี", "ใจดี", "สมชาย"),
    ],
)
def test_names_that_tell_their_own_parts(written: str, family: str, given_name: str) -> None:
    assert read_person_name(written) == PersonName(family, given_name, written)


@pytest.mark.parametrize(
    "written",
    ["Wara Choque Condori", "Lucía Flores", "Suharto", "WANG XIAOMING", "玛拉姆·凯尔", "Abdissa Yilma", "Martin Ng",
     "Hamid M.K. Al-Naimiy", "أحمد محمد", "Ali Null", "Juan Carlos Mamani Quispe", "M. Ali Khan", "Li Ma"],
)  # fmt: skip
def test_names_that_do_not_tell_stay_whole(written: str) -> None:
    assert read_person_name(written) == PersonName(None, None, written)


def test_a_japanese_name_without_a_space_is_not_cut() -> None:
    assert read_person_name("山田太郎", country="JP").family is None
    assert read_person_name("山田 太郎", country="JP").family == "山田"


@pytest.mark.parametrize(
    ("written", "hint", "family", "given_name"),
    [
        ("Kovács Ádám", "family_first", "Kovács", "Ádám"),
        ("Ana Marić", "given_first", "Marić", "Ana"),
        ("Juan de la Cruz", "given_first", "de la Cruz", "Juan"),
        ("Иванов, Иван, Иванович", "family_first", "Иванов", "Иван Иванович"),
        ("Wara Choque Condori", "given_first", None, None),
        ("Jiménez Ramírez Juan", "family_first", None, None),
    ],
)
def test_the_header_gives_the_order(
    written: str, hint: NameOrder, family: str | None, given_name: str | None
) -> None:
    name = read_person_name(written, order_hint=hint)
    assert (name.family, name.given) == (family, given_name)


@pytest.mark.parametrize(
    ("written", "full", "titles"),
    [
        ("Dr. Ir. Riza Muhida, S.T., M.T., Ph.D", "Riza Muhida", ("Dr. Ir.", "S.T.", "M.T.", "Ph.D")),
        ("Doç. Dr. Işıl Yılmaz", "Işıl Yılmaz", ("Doç. Dr.",)),
        ("Prof.Dr. Ana Marić", "Ana Marić", ("Prof.Dr.",)),
        ("акад. Иванов Иван", "Иванов Иван", ("акад.",)),
        ("H.E. Dr. Omar Al-Farsi", "Omar Al-Farsi", ("H.E.", "Dr.")),
        ("ดร.สมชาย", "สมชาย", ("ดร.",)),
        ("นางสาวสมหญิง", "สมหญิง", ("นางสาว",)),
        ("王小明教授", "王小明", ("教授",)),
        ("王小明 院士", "王小明", ("院士",)),
        ("د. أحمد محمد", "أحمد محمد", ("د.",)),
        ("Kairé, Maram, Dr.", "Kairé, Maram", ("Dr.",)),
        ("Riza Muhida S.T.", "Riza Muhida", ("S.T.",)),
        ("Dr", "Dr", ()),
        ("Ivanov S.E.", "Ivanov S.E.", ()),
        ("Riza Muhida PhD", "Riza Muhida", ("PhD",)),
        ("Mrs Ana Lee", "Ana Lee", ("Mrs",)),
        ("Pan Wei", "Pan Wei", ()),
        ("Jack MA", "Jack MA", ()),
        ("Ana Šip", "Ana Šip", ()),
        ("Др Ана Марић", "Ана Марић", ("Др",)),
    ],
)
def test_titles_are_taken_off_and_kept(written: str, full: str, titles: tuple[str, ...]) -> None:
    name = read_person_name(written)
    assert (name.full, name.titles) == (full, titles)


@pytest.mark.parametrize(
    "written", ["Wang Wei (王伟)", "王伟 Wang Wei", "王伟（Wang Wei）", "Wang Wei / 王伟"]
)
def test_a_name_in_two_scripts(written: str) -> None:
    assert read_person_name(written) == PersonName("Wang", "Wei", "Wang Wei", "王伟")


def likeness(one: str, other: str) -> Alike:
    speller = Speller()
    return alike(speller.spell(None, None, one), speller.spell(None, None, other))


@pytest.mark.parametrize(
    "spellings",
    [
        ("王小明", "Wang Xiaoming", "Xiaoming Wang", "Xiao-ming Wang", "WANG Xiaoming"),
        ("Ђурић Ана", "Ana Đurić", "Ana Djuric", "Đurić, Ana"),
        ("Иванов Иван", "Ivan Ivanov", "Dr. Ivan Ivanov"),
        ("Hamid Al-Naimiy", "Hamid Al Naimiy", "El-Naimiy, Hamid"),
        ("Işıl Yılmaz", "ISIL YILMAZ", "Yılmaz Işıl"),
        ("Юрий Щербаков", "Yuri Shcherbakov", "Jurij Scherbakov"),
    ],
)
def test_spellings_of_one_name_are_known_as_one(spellings: tuple[str, ...]) -> None:
    assert all(likeness(spellings[0], other) >= Alike.SPELLING for other in spellings)


def test_names_are_alike_whether_or_not_their_parts_are_told_apart() -> None:
    speller = Speller()
    parted, whole = speller.spell("Wang", "Xiaoming"), speller.spell(None, None, "王小明")
    assert alike(parted, whole) is alike(parted, speller.spell("王", "小明")) is Alike.SAME


@pytest.mark.parametrize(
    ("one", "other", "can_be"),
    [
        ("I. Ivanov", "Иванов Иван Иванович", True),
        ("Ivan Ivanov", "Иванов И.И.", True),
        ("Wang X.", "王小明", True),
        ("Wang Wei", "Wang Xiaoming", False),
        ("A. Smith", "Jane Smith", False),
        ("I. I.", "Ivan Ivanov", False),
        ("", "", False),
    ],
)
def test_initials_are_compatible_with_names(one: str, other: str, can_be: bool) -> None:
    assert (likeness(one, other) >= Alike.PART) is can_be
    assert likeness(one, other) is likeness(other, one)


@given(st.text(max_size=30), st.sampled_from([None, "family_first", "given_first"]))
def test_any_text_is_read_without_loss(text: str, hint: NameOrder | None) -> None:
    name = read_person_name(text, order_hint=hint)
    assert (name.family is None) == (name.given is None)
    if name.family is not None:
        assert name.family.strip()
        assert name.given
    Speller().spell(name.family, name.given, name.full)
