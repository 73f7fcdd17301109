"""Lists in plain text: encodings, delimiters, quotes, and the disguises they come in."""

from __future__ import annotations

import random
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.intake.read.child.delimited import read_delimited
from ilrs_desk.intake.read.child.letters import decode
from ilrs_desk.intake.read.stop import Stop

LISTS = {
    "ru": "Фамилия;Имя;Учреждение\nИванов;Пётр;Институт космических исследований\nКузнецова;Ольга;Обсерватория",
    "uk": "Прізвище;Ім'я\nШевченко;Тарас\nКоваленко;Їжак\nІваненко;Євген",
    "zh": "姓名,职务,单位\n张伟,研究员,深空探测实验室\n李娜,工程师,国家天文台\n王芳,教授,北京大学",
    "zh_tw": "姓名,職務,單位\n陳美玲,研究員,國家太空中心\n林志明,工程師,中央大學\n黃淑芬,教授,臺灣大學",
    "ja": "氏名,役職,所属\n佐藤太郎,研究員,宇宙航空研究開発機構\n高橋みどり,エンジニア,国立天文台",
    "ko": "이름,직위,기관\n김민수,연구원,한국항공우주연구원\n이영희,교수,서울대학교\n박지성,책임연구원,한국천문연구원",
    "fr": "Nom;Prénom;Établissement\nDupré;Hélène;École\nNoël;François;Observatoire\nLefèvre;Jérôme;Université",
    "es": "Nombre;País\nMuñoz;España\nPérez;México\nNúñez;Perú",
    "pl": "Imię;Nazwisko\nŁukasz;Wiśniewski\nMałgorzata;Dąbrowska\nGrażyna;Łódź",
    "cs": "Jméno;Příjmení\nJiří;Dvořák\nTomáš;Černý\nLuděk;Růžička",
    "hu": "Név;Munkakör\nSzűcs Ildikó;mérnök\nŐri Zsófia;tanár\nNagy Péter;főmérnök",
    "tr": "Adı;Soyadı;Unvanı\nÇağrı;Şahin;Araştırmacı\nGül;Yılmaz;Öğretim üyesi\nİpek;Öztürk;Mühendis",
    "el": "Όνομα;Επώνυμο\nΓιώργος;Παπαδόπουλος\nΜαρία;Οικονόμου",
    "ar": "الاسم;الجنسية\nمحمد علي;مصر\nفاطمة حسن;الجزائر\nأحمد إبراهيم;تونس",
    "he": "שם;תפקיד\nדוד כהן;מהנדס\nשרה לוי;חוקרת",
    "th": "ชื่อ;ตำแหน่ง\nสมชาย ใจดี;นักวิจัย\nสุดา ศรีสุข;วิศวกร",
    "sr": "Презиме;Име\nЂурић;Љубица\nЈовановић;Његош\nЋосић;Џон",
    "lt": "Vardas;Pavardė\nŽygimantas;Šimkūnas\nRūta;Čepaitė",
}
TOLD = [
    *[("ru", page) for page in ("cp1251", "koi8-r", "cp866", "iso8859-5")],
    *[("fr", page) for page in ("cp1252", "cp850", "mac_roman")],
    ("uk", "cp1251"),
    ("zh", "gb18030"),
    ("zh_tw", "big5"),
    ("ja", "cp932"),
    ("ja", "euc_jp"),
    ("ja", "iso2022_jp"),
    ("ko", "cp949"),
    ("es", "cp1252"),
    ("pl", "cp1250"),
    ("cs", "cp1250"),
    ("hu", "cp1250"),
    ("tr", "cp1254"),
    ("el", "cp1253"),
    ("ar", "cp1256"),
    ("he", "cp1255"),
    ("th", "cp874"),
    ("lt", "cp1257"),
    *[
        ("pl", "iso8859-2"),
        ("cs", "iso8859-2"),
        ("ar", "iso8859-6"),
        ("tr", "iso8859-9"),
        ("fr", "iso8859-15"),
    ],
    *[("ru", "cp855"), ("el", "cp737"), ("ar", "cp720"), ("tr", "cp857"), ("sr", "cp1251"), ("ko", "euc_kr")],
]
VIETNAMESE = "Họ và tên;Chức vụ\nNguyễn Văn Hùng;Kỹ sư\nTrần Thị Ánh;Nghiên cứu viên\nLê Đức;Giáo sư"


@pytest.mark.parametrize(("language", "page"), TOLD)
def test_old_code_pages_are_told_apart(language: str, page: str) -> None:
    """The alphabet of a language proves its code page, and the reader says that it inferred it."""
    text, _, proved = decode(LISTS[language].encode(page), None)
    assert text == LISTS[language]
    assert proved == (page == "iso2022_jp")


def accents_apart(text: str) -> bytes:
    """Vietnamese as its code page writes it: the tone after the letter."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    parts: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        apart = unicodedata.normalize("NFD", letter)
        bare = unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in tones))
        parts += [bare, *(sign for sign in apart if sign in tones)]
    return "".join(parts).encode("cp1258")


def test_vietnamese(read: Any) -> None:
    """Told by its letters, and put together again."""
    assert decode(accents_apart(VIETNAMESE), None)[:2] == (VIETNAMESE, "cp1258")
    assert decode(accents_apart(VIETNAMESE), "cp1258")[0] == VIETNAMESE
    assert read(accents_apart(VIETNAMESE), "x.csv").sheets[0].rows[1] == ["Nguyễn Văn Hùng", "Kỹ sư"]


def test_ukrainian_in_the_russian_code_page_is_asked_with_the_likeliest_first() -> None:
    """Its letters differ from the Russian page's in four places only."""
    with pytest.raises(Stop) as asked:
        decode(LISTS["uk"].encode("koi8-u"), None)
    assert asked.value.code == "ask.encoding"
    assert str(asked.value.params["candidates"]).startswith("koi8-u 100%")


# A few Chinese characters in EUC-JP, which lists on the web no longer use, cannot be told from those in GB.
@pytest.mark.parametrize(("language", "page"), [pair for pair in TOLD if pair[1] != "euc_jp"])
def test_a_few_words_are_told_or_asked_but_never_spoiled(language: str, page: str) -> None:
    """However little there is, wrong letters never come out."""
    words = [word for line in LISTS[language].split("\n") for word in line.replace(",", ";").split(";")]
    chance = random.Random(f"{language}{page}")
    for count in (2, 3, 4, 6) * 5:
        text = ";".join(chance.sample(words, min(count, len(words))))
        data = text.encode(page)
        assert told_or_asked(data) in (text, "ask.encoding", "file.encoding_mixed")


def told_or_asked(data: bytes) -> str:
    """The text, or the code of the question."""
    try:
        return decode(data, None)[0]
    except Stop as stop:
        return stop.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_unicode_and_line_ends(read: Any, encoding: str, end: str) -> None:
    """Every form of Unicode, with or without its mark, and every line end."""
    text = end.join(["Name,City", "Łukasz 张伟,\u200fمحمد", '"two' + end + 'lines",x', "", "last,y"])
    if encoding == "utf-8-sig":
        text = "\ufeff" + text
    workbook = read(text.encode(encoding), "list.csv")
    rows = workbook.sheets[0].rows
    assert rows[0] == ["Name", "City"]
    assert rows[1:2] == [["Łukasz 张伟", "\u200fمحمد"]]
    assert rows[2:] == [["two" + end + "lines", "x"], [], ["last", "y"]]
    assert (workbook.format, workbook.delimiter, workbook.warnings) == ("csv", ",", [])


def test_values_stay_text_and_numbers_stay_the_senders(read: Any) -> None:
    """Nothing in a list is a number, a date or a formula; ``sep=`` is no row."""
    workbook = read(b"sep=;\r\nNo;Phone;When\r\n001;+861380;=1+1\r\n2;1,5;01/02/2024\r\n", "x.csv")
    assert workbook.sheets[0].rows == [
        ["No", "Phone", "When"],
        ["001", "+861380", "=1+1"],
        ["2", "1,5", "01/02/2024"],
    ]
    assert workbook.delimiter == ";"
    assert workbook.sheets[0].name == "x"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    """The delimiter that fits most rows, with names that hold others, below title rows."""
    lines = ["List of 2024, final", "", *[delimiter.join(["1", '"Kovács, Ádám; dr"', "a.b", "5"])] * 6]
    rows, found = read_delimited("\n".join(lines), ".csv")
    assert found == delimiter
    assert rows[3] == ["1", "Kovács, Ádám; dr", "a.b", "5"]


def test_a_list_of_one_column(read: Any) -> None:
    """A list without any delimiter is a list."""
    workbook = read(b"Name\nAnna\nBela\n", "x.txt")
    assert (workbook.sheets[0].rows, workbook.delimiter) == ([["Name"], ["Anna"], ["Bela"]], None)


@pytest.mark.parametrize(
    ("body", "row"),
    [
        ('a,b,c\n1,"2,3\n' + "4,5,6\n" * 20, 2),
        ('a,b,c\n1,2,3\n1,"x" y,3\n', 3),
        ('a,b,c\n1,"2,3\n' + "4,5,6\n" * 20 + '7,8",9\n1,2,3\n', 2),
    ],
)
def test_quotes(refuse: Any, body: str, row: int) -> None:
    """A quotation mark that swallows rows is found and named."""
    problem = refuse(body.encode(), "x.csv")
    assert problem.code == "file.csv_quote"
    assert f"row {row}" in str(problem)


def test_long_notes_in_quotes_are_fine(read: Any) -> None:
    """A cell of many lines is honest as long as they are not rows."""
    note = '"first, line\nsecond line\nthird, line\nfourth, here, too"'
    assert read(f"a,b,c\n1,{note},3\n4,5,6\n".encode(), "x.csv").sheets[0].total_rows == 3


def test_what_no_text_holds(refuse: Any) -> None:
    """NUL, giant cells, two encodings in one file, a file cut within a letter."""
    assert refuse(b"a,b\n1,2\n3,\0\n" + b"x,y\n" * 30, "x.csv").code == "file.csv_nul"
    assert "row 3" in str(refuse(b"a,b\n1,2\n3,\0\n" + b"x,y\n" * 30, "x.csv"))
    assert refuse(b'a,b\n1,"' + b"x" * 1_100_000 + b'"\n', "x.csv").code == "file.csv_field"
    mixed = "Имя;Город\nПётр;Москва\nДарья;Омск\n".encode() + "Иван;Тверь\n".encode("cp1251")
    problem = refuse(mixed, "x.csv")
    assert (problem.code, "row 4" in str(problem)) == ("file.encoding_mixed", True)
    assert refuse("é,b\n1,é".encode()[:-1], "x.csv").code == "file.damaged"


def test_the_question_and_its_answer(read: Any, refuse: Any) -> None:
    """What cannot be proved is asked with candidates; the answer is obeyed, a wrong one asked again."""
    data = "a;b\nЦР;x".encode("cp1251")
    problem = refuse(data, "x.csv")
    assert problem.code == "ask.encoding"
    assert "gb18030" in str(problem)
    assert read(data, "x.csv", encoding="cp1251").sheets[0].rows[1] == ["ЦР", "x"]
    for wrong in ("utf-8", "no-such-encoding"):
        assert refuse(data, "x.csv", encoding=wrong).code == "ask.encoding"


def test_warnings(read: Any) -> None:
    """A list under a workbook's name, a row with too many cells, an inferred encoding."""
    assert [w.code for w in read(b"a,b\n1,2\n", "x.xls").warnings] == ["file.csv_as_xls"]
    workbook = read(b"a,b\n1,2\n3,4,5\n6,7\n", "x.csv")
    assert [w.code for w in workbook.warnings] == ["file.ragged_rows"]
    assert "3" in str(workbook.warnings[0].message)
    inferred = read(LISTS["es"].encode("cp1252"), "x.csv")
    assert [(w.code, inferred.encoding) for w in inferred.warnings] == [("file.encoding_guessed", "cp1252")]
    assert read(b"a\tb\n1\t2\n", "x.tsv").format == "tsv"


PAGE = """<html><head><meta charset="{charset}"><style>td {{}}</style></head><body><table>
<tr><th colspan=2>Имя</th><th rowspan="2">Город</th></tr><tr><td>a<br>b</td><td> x &amp;  y </td></tr>
<tr><td>1<td>=1+1<td>Омск</table><p>note</p><table><tr><td></td></tr></table>
<table><tr><td>second<table><tr><td>inner</td></tr></table></td></tr></table></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
def test_a_web_page_under_a_workbooks_name(read: Any, charset: str) -> None:
    """Each table with something in it is a sheet; spans are merged cells."""
    workbook = read(PAGE.format(charset=charset).encode(charset), "x.xls")
    first, second = workbook.sheets
    assert first.rows == [["Имя", None, "Город"], ["a\nb", "x & y"], ["1", "=1+1", "Омск"]]
    assert first.merged == [(0, 0, 0, 1), (0, 2, 1, 2)]
    assert second.rows == [["secondinner"]]
    assert (workbook.format, workbook.encoding) == ("html", charset)
    assert [w.code for w in workbook.warnings] == ["file.html_as_xls"]


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_web_page_in_two_bytes_a_letter(read: Any, charset: str) -> None:
    """As some databases export; with or without its mark."""
    workbook = read(PAGE.format(charset="utf-8").encode(charset), "x.xls")
    assert (workbook.format, workbook.sheets[0].rows[0]) == ("html", ["Имя", None, "Город"])


def test_a_web_page_that_lies_about_its_letters(read: Any, refuse: Any) -> None:
    """What the page says of its encoding is tried first and believed only if it fits."""
    data = PAGE.format(charset="utf-8").encode("cp1251")
    assert read(data, "x.xls").sheets[0].cell(0, 0) == "Имя"
    assert refuse(data, "x.xls", encoding="utf-8").code == "ask.encoding"
    bare = b"<table><tr><td>\xd6\xd0</td></tr></table>"
    assert refuse(bare, "x.xls").code == "ask.encoding"


def test_rare_forms_of_lists(read: Any, refuse: Any) -> None:
    """``sep=`` before old Macintosh line ends, NUL in UTF-16, a probe that one delimiter cannot survive."""
    assert read(b"sep=;\ra;b\r1,5;2\r", "x.csv").sheets[0].rows == [["a", "b"], ["1,5", "2"]]
    assert refuse("a;b\n1;\0\n".encode("utf-16"), "x.csv").code == "file.csv_nul"
    assert refuse(b"a;b\n" + b'"' + b"x," * 600_000, "x.csv").code in ("file.csv_field", "file.csv_quote")
    assert refuse(b"\xff\xfea\0b", "x.csv").code == "file.damaged"


def test_excel_2003(read: Any, refuse: Any) -> None:
    """Excel's XML file: types, gaps, merged and hidden."""
    xml = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
     <Worksheet ss:Name="Люди"><Table><Column ss:Index="2" ss:Hidden="1"/>
     <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">title</Data></Cell>
     <Cell><Data ss:Type="String">c</Data></Cell></Row>
     <Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="Number">5</Data></Cell>
     <Cell><Data ss:Type="DateTime">2024-05-01T00:00:00.000</Data></Cell>
     <Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell>
     <Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
     </Table></Worksheet><Worksheet ss:Name="h"><Table><Row><Cell><Data ss:Type="String">x</Data>
     <Comment><ss:Data>remark</ss:Data></Comment></Cell></Row></Table>
     <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>"""
    workbook = read(xml.encode(), "x.xls")
    sheet, hidden = workbook.sheets
    assert [str(cell) if cell is not None else None for cell in sheet.rows[3]] == [
        None,
        "5",
        "2024-05-01",
        "#DIV/0!",
        "True",
    ]
    assert sheet.rows[:3] == [["title", None, "c"], [], []]
    assert (sheet.name, sheet.merged, sheet.hidden_columns, sheet.hidden_rows) == (
        "Люди",
        [(0, 0, 0, 1)],
        {1},
        {3},
    )
    assert (hidden.hidden, hidden.rows, workbook.format) == (True, [["x"]], "xml")
    assert refuse(xml[:900].encode(), "x.xls").code == "file.damaged"


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"))), min_size=3, max_size=3),
        min_size=3,
        max_size=12,
    )
)
def test_a_written_list_comes_back(rows: list[list[str]]) -> None:
    """Whatever a program writes as CSV is read back cell by cell."""
    import csv
    import io

    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    assert read_delimited(buffer.getvalue(), ".csv") == (rows, ";")


def test_a_bad_file_is_known_by_its_type(refuse: Any) -> None:
    """All of these are the user's to hear about, none ours."""
    assert isinstance(refuse(b"\x00\x01\x02" * 50, "x.csv"), InputProblem)
