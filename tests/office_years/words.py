"""Invented names, places and papers of many countries and scripts, from which an office of many years is made."""

from __future__ import annotations

import random
from dataclasses import dataclass

#: Countries that join, in the order in which they do; each gets institutions and people.
JOINING = (
    "PK", "BY", "TH", "KZ", "EG", "RS", "ZA", "AZ", "VE", "NI", "SN", "BO", "TR", "ET", "KE", "MN", "BD", "DZ",
    "AE", "BH", "MY", "ID", "LA", "KH", "MM", "LK", "NP", "UZ", "KG", "TJ", "TM", "AM", "IR", "IQ", "SA", "OM",
    "MA", "TN", "GH", "NG", "TZ", "UG", "ZM", "BR", "AR", "PE", "CU", "MX", "HU", "DJ",
)  # fmt: skip
HOST, FOUNDER = "CN", "RU"
#: Of these people come, too, though the countries are no partners.
ELSEWHERE = ("DE", "FR", "IN", "JP", "US", "IT", "VN", "UA")

_LATIN = (
    (
        "Ivanović",
        "Khan",
        "Mbeki",
        "Rodríguez",
        "Diallo",
        "Nagy",
        "Quispe",
        "Abdullah",
        "Şahin",
        "Okafor",
        "Silva",
    ),
    (
        "Jelena",
        "Bilal",
        "Thabo",
        "María José",
        "Moussa",
        "Ádám",
        "Ana Lucía",
        "Nurul",
        "İpek",
        "Chidi",
        "João",
    ),
)
_SCRIPTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "latin": _LATIN,
    "cyrillic": (
        ("Иванов", "Нұрланов", "Лукашевич", "Бат-Эрдэнэ", "Юлдашев", "Ђурић", "Мәмбетов", "Сидоренко"),
        ("Алексей", "Айгерим", "Ольга", "Тэмүүлэн", "Шерзод", "Јелена", "Темирлан", "Вера"),
    ),
    "arabic": (
        ("حسن", "الزهراني", "بن علي", "محمود", "الكعبي", "خان", "رضایی"),
        ("فاطمة", "أحمد", "مريم", "عبد الرحمن", "يوسف", "نور", "علی"),
    ),
    "thai": (
        ("ศรีสวัสดิ์", "จันทร์เพ็ญ", "วงศ์สุวรรณ", "ทองดี"),
        ("กัญญา", "สมชาย", "ปิยะ", "อรทัย"),
    ),
    "han": (
        ("王", "李", "欧阳", "张", "陈", "刘", "司马", "赵"),
        ("伟", "小明", "秀英", "建国", "丽娟", "子轩", "思远", "文博"),
    ),
}  # fmt: skip
_SCRIPT_OF = {
    **dict.fromkeys(("BY", "KZ", "RS", "RU", "MN", "UZ", "KG", "TJ"), "cyrillic"),
    **dict.fromkeys(("EG", "AE", "BH", "DZ", "IQ", "SA", "OM", "MA", "TN", "IR", "PK"), "arabic"),
    "TH": "thai",
    "CN": "han",
}
_SYLLABLES = ("ka", "ri", "no", "ve", "tu", "sa", "mi", "ko", "de", "pu", "la", "zo", "wi", "he", "ja")
_OTHER_SYLLABLES = {
    "cyrillic": ("ла", "ри", "но", "ве", "ту", "са", "ми", "ко", "де", "пу"),
    "arabic": ("ال", "را", "نو", "وي", "تو", "سا", "مي", "كو", "دي", "بو"),
    "thai": ("กา", "รี", "โน", "เว", "ตู", "สา", "มี", "โค", "เด", "ปู"),
    "han": ("安", "宁", "海", "天", "云", "山", "玉", "春", "林", "成"),
}

#: Workstreams as returns write them, in several languages, some with several.
WORKSTREAMS = (
    "science", "Lunar scientific facility", "月球科研设施", "энергетика", "communication", "navigation; communication",
    "Ground support", "地面支持及应用设施", "астрономия", "Lunar-based astronomical observation", "月基天文观测",
    "Educación; Ciencia", "transport, power", "资源利用", "geology", "Lunar physics and internal structure", "données",
    "power", "space law", "наземная поддержка", "education", "rovers/robots", "ดาราศาสตร์", "علوم",
)  # fmt: skip
#: What was signed, by rung from the strongest, as returns write it; the last cannot be told.
INSTRUMENTS = (
    ("Cooperation agreement", "合作协定", "Соглашение о сотрудничестве", "Acuerdo de cooperación"),
    (
        "Memorandum of understanding",
        "MoU",
        "谅解备忘录",
        "Меморандум о взаимопонимании",
        "protocole d'accord",
    ),
    ("Joint statement", "联合声明", "declaración conjunta"),
    ("Letter of intent", "意向书", "carta de intención", "письмо о намерениях"),
    ("Application", "Expression of interest", "заявка"),
    ("Paper no. 7",),
)
ROLES = (
    "Researcher",
    "Engineer",
    "Professor",
    "Head of laboratory",
    "Technician",
    "научный сотрудник",
    "研究员",
    "",
)
DISCIPLINES = ("Lunar dust", "Radio astronomy", "Power systems", "Navigation", "Geology", "Medicine", "")
_BODIES = (
    "Institute of {subject}", "{subject} Laboratory", "University of {place}", "{place} Technical University",
    "Centre for {subject}", "{place} Observatory", "Академия {place}", "{place}大学", "Université de {place}",
    "Universidad de {place}", "جامعة {place}", "มหาวิทยาลัย {place}",
)  # fmt: skip
_SUBJECTS = ("Space Research", "Astronomy", "Lunar Geology", "Robotics", "Applied Physics", "Remote Sensing")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: in parts or whole, with the form in the own script where there is one."""

    family: str | None
    given: str | None
    full: str | None = None
    native: str | None = None


def person_name(chance: random.Random, country: str | None, number: int) -> Name:
    """A name as people of the country bear; ``number`` keeps people apart."""
    script = _SCRIPT_OF.get(country or "", "latin")
    family, given = (chance.choice(part) for part in _SCRIPTS[script])
    latin_family, latin_given = (chance.choice(part) for part in _LATIN)
    mark = _spelled(number, _SYLLABLES).capitalize()
    if script == "latin":
        return Name(f"{latin_family} {mark}", latin_given)
    own = _spelled(number, _OTHER_SYLLABLES[script])
    joint = "" if script == "han" else " "
    native = f"{family}{joint}{given}{joint}{own}"
    how = chance.random()
    if how < 0.6:
        return Name(f"{latin_family} {mark}", latin_given, native=native)
    if how < 0.85:
        return Name(f"{family}{own}" if script == "han" else f"{family} {own}", given)
    return Name(None, None, full=native)


def body_name(chance: random.Random, number: int) -> str:
    """The name of an institution; no two numbers give the same."""
    pattern = chance.choice(_BODIES)
    place = _spelled(number + 50, _SYLLABLES).capitalize()
    name = pattern.format(subject=chance.choice(_SUBJECTS), place=place)
    return name if place in name else f"{name} {place}"


def orcid(number: int) -> str:
    """An ORCID with its right check digit."""
    digits = f"{number:015d}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    whole = digits + ("X" if check == 10 else str(check))
    return "-".join(whole[at : at + 4] for at in range(0, 16, 4))


def _spelled(number: int, syllables: tuple[str, ...]) -> str:
    word = ""
    while True:
        word = syllables[number % len(syllables)] + word
        number //= len(syllables)
        if not number:
            return word
