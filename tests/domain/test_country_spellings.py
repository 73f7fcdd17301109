"""How files of many languages spell countries, and that every spelling finds its one."""

from __future__ import annotations

import pytest

from ilrs_desk.domain.countries import find_country

SPELLINGS = {
    "AE": "دولة الإمارات العربية المتحدة; ОАЭ; Объединённые Арабские Эмираты",
    "AR": "República Argentina",
    "AT": "Österreich; Republic of Austria; 奥地利",
    "AZ": "Azerbaycan; Azərbaycan",
    "BA": "Bosna Hersek; Bosnia",
    "BD": "孟加拉国; 孟加拉; Bangladesh; People's Republic of Bangladesh; Peoples' Republic of Bangladesh",
    "BH": "مملكة البحرين; البحرين; 巴林; Королевство Бахрейн",
    "BN": "Brunei",
    "BO": "Bolivia; Estado Plurinacional de Bolivia",
    "BR": "Brasil; República Federativa do Brasil",
    "BY": "Республика Беларусь; Рэспубліка Беларусь",
    "CD": "DRC; D.R. Congo",
    "CH": "Schweiz; Schweiz/Suisse; 瑞士",
    "CN": "چین; สาธารณรัฐประชาชนจีน; 中国（大陆）; Китай; КНР; Çin; Çin Halk Cumhuriyeti; Қытай; Кина; PR China; "
    "P.R.China; P. R. China; China, People's Republic of; Peoples Republic of China; China PR; "
    "Mainland China",
    "CO": "哥伦比亚共和国",
    "CU": "Cuba",
    "CZ": "Czech Rep.",
    "DE": "Deutschland; Bundesrepublik Deutschland; Германия; ФРГ; Almanya",
    "DJ": "République de Djibouti; Djibouti; جيبوتي; جمهورية جيبوتي; Jibuti",
    "DZ": "الجزائر; République Algérienne",
    "EG": "Mesir; Arab Republic of Egypt; Арабская Республика Египет",
    "ES": "España; Reino de España",
    "ET": "埃塞俄比亚; 衣索比亞; Federal Democratic Republic of Ethiopia; Эфиопия",
    "FR": "République française",
    "GB": "英國; Великобритания; Birleşik Krallık; UK; U.K.; Great Britain",
    "GE": "Gürcüstan",
    "HR": "Hrvatska; 克罗地亚",
    "HU": "Magyarország; 匈牙利",
    "ID": "印度尼西亚; 印尼; Indonesia; Republik Indonesia",
    "IN": "Индия",
    "IR": "ایران; I. R. Iran; Islamic Republic of Iran",
    "IT": "Repubblica Italiana; Italia",
    "JO": "Hashemite Kingdom of Jordan",
    "JP": "日本",
    "KE": "肯尼亚; 肯亞",
    "KG": "Kyrgyz Republic; Кыргызская Республика",
    "KP": "N. Korea; Korea DPR",
    "KR": "Южная Корея; Республика Корея; South Korea; Korea (South)",
    "KZ": "Республика Казахстан; Казахстан Республикасы",
    "LA": "Lao PDR",
    "LC": "St. Lucia",
    "LY": "Libya; State of Libya",
    "MA": "المغرب",
    "ME": "Crna Gora",
    "MK": "Kuzey Makedonya; Severna Makedonija",
    "MM": "Burma",
    "MN": "蒙古国; Монголия; Монгол Улс; Mongolia",
    "NG": "Federal Republic of Nigeria",
    "OM": "阿曼; Sultanate of Oman; Оман; Султанат Оман",
    "PA": "Panamá",
    "PE": "República del Perú; Perú; 秘鲁",
    "PK": "پاکستان",
    "PS": "Palestine",
    "RS": "Србија; Република Србија; Republika Srbija",
    "RU": "俄罗斯; 俄罗斯联邦; 俄国; Rusya; Rusya Federasyonu; "
    "Rusiya Federasiyası; Ресей; Ресей Федерациясы; Руска Федерација",
    "SA": "المملكة العربية السعودية; سعودی عرب; Kingdom of Saudi Arabia",
    "SK": "Slovak Rep.",
    "SN": "République du Sénégal; Republic of Senegal",
    "SY": "Syria; Syrian Arab Republic",
    "SZ": "Swaziland",
    "TH": "ไทย; Королевство Таиланд",
    "TR": "Türkiyə Respublikası; Republic of Türkiye; Republic of Turkey; Türkiye Cumhuriyeti",
    "TT": "Trinidad & Tobago",
    "TZ": "Tanzania; United Republic of Tanzania",
    "US": "สหรัฐอเมริกา; 美利坚合众国; Соединённые Штаты Америки; The United States of America; U.S.A.; USA",
    "UZ": "Узбекистан; O'zbekiston; Oʻzbekiston Respublikasi; Республика Узбекистан; Өзбекстан",
    "VA": "Vatican",
    "VE": "República Bolivariana de Venezuela",
    "VN": "Viet Nam",
    "ZA": "Afrika Selatan",
}


@pytest.mark.parametrize(("code", "spellings"), SPELLINGS.items())
def test_spellings(code: str, spellings: str) -> None:
    assert {spelling: find_country(spelling).code for spelling in spellings.split("; ")} == dict.fromkeys(
        spellings.split("; "), code
    )


def test_official_forms_do_not_settle_what_must_be_asked() -> None:
    for name in ("Korean Republic", "People's Republic of Korea", "State of Georgia", "Republic of Crimea"):
        assert find_country(name).kind == "ask"
    for name in ("Republic", "Rep.", "The", "Turkish Republic of Northern Cyprus"):
        assert find_country(name).code is None
