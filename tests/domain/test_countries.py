from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.countries import (
    CountryFind,
    country_codes,
    country_name,
    find_country,
    is_code_column,
    is_countable_country,
    suggest_countries,
)
from ilrs_desk.domain.resources import load_json

PARTNERS = {
    "TR": "Türkiye Turkey TÜRKİYE Turkiye 土耳其 Турция تركيا ตุรกี Türkiyə Turquía Turska",
    "ZA": "RSA 南非 ЮАР Sudáfrica Suráfrica",
    "AE": "UAE U.A.E. 阿联酋 阿聯酋 ОАЭ EAU BAE BƏƏ UEA الإمارات Emirates",
    "CN": "PRC 中华人民共和国 КНР ÇXR چین Tiongkok จีน",
    "EG": "A.R.E. 埃及 Египет مصر Mesir Mısır Misr",
    "RS": "Србија Srbija 塞尔维亚 塞爾維亞 Сербия Sırbistan",
    "KZ": "Қазақстан Qazaqstan ҚР 哈萨克斯坦 哈薩克 Kazajistán",
    "VE": "Venezuela 委内瑞拉 委內瑞拉 Венесуэла",
    "BY": "Belarus Беларусь Белоруссия Bielorrusia Bélarus 白俄罗斯",
    "TH": "ไทย ประเทศไทย 泰国 泰王国 Таиланд Tayland",
    "SN": "Sénégal Senegal 塞内加尔 السنغال",
    "CI": "科特迪瓦 象牙海岸",
}


@pytest.mark.parametrize(
    ("code", "spelling"), [(code, word) for code, all_ in PARTNERS.items() for word in all_.split()]
)
def test_spellings_of_partners(code: str, spelling: str) -> None:
    assert find_country(spelling) == CountryFind(code, kind="country")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Estado Plurinacional de Bolivia", "BO"),
        ("Venezuela (Bolivarian Republic of)", "VE"),
        ("Korea, Rep.", "KR"),
        ("Korea, Republic of", "KR"),
        ("Iran, Islamic Republic of", "IR"),
        ("Tanzania, United Republic of", "TZ"),
        ("Congo (Kinshasa)", "CD"),
        ("刚果（布）", "CG"),
        ("Côte d’Ivoire", "CI"),
        ("Cote dIvoire", "CI"),
        ("Republic of Kenya", "KE"),
        ("Республика Сербия", "RS"),
        ("República de Angola", "AO"),
        ("سلطنة عمان", "OM"),
        ("Azərbaycan Respublikası", "AZ"),
        ("Republic of Georgia", "GE"),
        ("The Netherlands", "NL"),
        ("Hungary (EU)", "HU"),
        ("Guinea-Bissau", "GW"),
        ("尼日", "NE"),
        ("NG", "NG"),
        ("SRB", "RS"),
        ("CXR", "CX"),
        ("Holy See", "VA"),
        ("Palestine", "PS"),
    ],
)
def test_names_and_codes(name: str, code: str) -> None:
    assert find_country(name) == CountryFind(code, kind="country")


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Congo", ("CG", "CD")),
        ("Конго", ("CG", "CD")),
        ("刚果", ("CG", "CD")),
        ("Korea", ("KR", "KP")),
        ("CAR", ("CF", "ZA")),
        ("ARE", ("AE", "EG")),
        ("Egypt/Bahrain", ("EG", "BH")),
        ("South Africa and Peru", ("ZA", "PE")),
        ("China (Taiwan)", ("CN", "TW")),
        ("Georgia (USA)", ("GE", "US")),
        ("中阿", ("AZ", "AR", "AE", "DZ")),
        ("Crimea", ()),
        ("Czechoslovakia", ("CZ", "SK")),
        ("Africa", ()),
        ("Peruvian", ("PE",)),
    ],
)
def test_what_must_be_asked(name: str, candidates: tuple[str, ...]) -> None:
    find = find_country(name)
    assert (find.kind, find.code, find.candidates) == ("ask", None, candidates)


@pytest.mark.parametrize(
    ("name", "likely"),
    [("Jordan", "JO"), ("Georgia", "GE"), ("Chad", "TD"), ("CH", "CH"), ("NA", "NA"), ("Sudan", "SD")],
)
def test_a_question_that_a_column_of_countries_settles(name: str, likely: str) -> None:
    find = find_country(name)
    assert (find.kind, find.code, find.likely) == ("ask", None, likely)


@pytest.mark.parametrize(
    "name", ["", "  ", "Nigerla", "us and", "no", "in", "is", "Ng", "ZAR", "Nairobi, Kenya", "n/a", "-"]
)
def test_what_is_no_country(name: str) -> None:
    assert find_country(name) == CountryFind()


@pytest.mark.parametrize("name", ["APSCO", "European Union", "ЕС", "亚太空间合作组织", "African Union"])
def test_organisations_are_no_countries(name: str) -> None:
    assert find_country(name) == CountryFind(kind="organisation")


@pytest.mark.parametrize(
    ("name", "code"),
    [("Hong Kong, China", "HK"), ("香港", "HK"), ("HK", "HK"), ("Macau", "MO"), ("Republic of China", "TW")],
)
def test_places_that_are_no_partner_countries(name: str, code: str) -> None:
    assert find_country(name) == CountryFind(code, kind="special")
    assert not is_countable_country(code)


def test_kosovo_has_no_code() -> None:
    assert find_country("Косово") == CountryFind(None, ("XK",), "special")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Bangladeshi", "BD"),
        ("Mongolian", "MN"),
        ("Peruvian", "PE"),
        ("泰籍", "TH"),
        ("中国籍", "CN"),
        ("美国人", "US"),
        ("россиянин", "RU"),
        ("pakistanais", "PK"),
        ("Boliviana", "BO"),
        ("Türk", "TR"),
        ("مصرية", "EG"),
        ("Kyrgyzstan", "KG"),
        ("WNI", "ID"),
        ("Nigerien", "NE"),
        ("Nigerian", "NG"),
    ],
)
def test_nationalities(word: str, code: str) -> None:
    assert find_country(word, nationality=True).code == code


@pytest.mark.parametrize("word", ["Korean", "Congolese", "Dominican", "Russian/Israeli"])
def test_nationalities_to_ask(word: str) -> None:
    find = find_country(word, nationality=True)
    assert (find.kind, find.code, len(find.candidates)) == ("ask", None, 2)


def test_every_country_has_an_english_demonym() -> None:
    listed = load_json("reference", "demonyms.json")
    known = {*listed["languages"]["en"], *(code for codes in listed["ask"].values() for code in codes)}
    assert {code for code in country_codes() if is_countable_country(code)} <= known


@pytest.mark.parametrize(
    "language", ["en", "zh", "ru", "es", "pt", "fr", "ar", "tr", "sr", "th", "kk", "az", "id", "ur"]
)
def test_the_names_of_all_languages_find_their_country(language: str) -> None:
    for code in country_codes():
        find = find_country(country_name(code, language))
        assert code in (find.code, find.likely, *find.candidates), country_name(code, language)


def test_a_column_of_codes_needs_no_questions() -> None:
    cells = ["CH", "IN", "NO", "DE", ""]
    assert is_code_column(cells)
    assert find_country("CH", codes=True).code == "CH"
    assert not is_code_column(["NA", "NO"])
    assert not is_code_column(["Germany", "DE"])
    assert not is_code_column([])


def test_near_spellings_are_only_offered() -> None:
    assert set(suggest_countries("Nigerla")) >= {"NG", "NE"}
    assert suggest_countries("Nairobi, Kenya")[0] == "KE"
    assert suggest_countries("Казахстн")[0] == "KZ"
    assert suggest_countries("x") == ()
    assert suggest_countries("qqqqqqqq") == ()


def test_labels() -> None:
    assert country_name("TR") == "Türkiye"
    assert country_name("HK") == "Hong Kong"
    assert country_name("RS", "sr_Latn") == "Srbija"
    assert country_name("RS", "no-such-language") == "Serbia"
    assert country_name("??") == "??"


def test_there_are_195_states() -> None:
    assert sum(is_countable_country(code) for code in country_codes()) == 195


@given(st.text(max_size=20))
def test_any_text_is_looked_up_without_a_fault(text: str) -> None:
    find = find_country(text, nationality=True)
    assert find.code is None or find.kind in ("country", "special")
    suggest_countries(text)
