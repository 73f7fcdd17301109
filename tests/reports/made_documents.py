"""Documents as hard on a writer as offices are: long names in many scripts, fifty seats, ten years, long tables."""

from __future__ import annotations

from datetime import date, timedelta

from ilrs_desk.reports.document import (
    Chart,
    ChartKind,
    ChartRow,
    Column,
    ColumnType,
    Document,
    Heading,
    Page,
    Paragraph,
    Records,
    SeatBoard,
    SeatTile,
    Table,
    TableBlock,
    Tile,
    TileRow,
)

DAY = date(2026, 11, 22)
NAMES = (
    "Bundesministerium für Wirtschaftliche Zusammenarbeit und Weltraumforschungsangelegenheiten",
    "中国科学院国家空间科学中心月球与深空探测总体部（北京市海淀区中关村南二条一号）",
    "الهيئة المصرية العامة للاستشعار من البعد وعلوم الفضاء والجامعات المشاركة",
    "สำนักงานพัฒนาเทคโนโลยีอวกาศและภูมิสารสนเทศแห่งประเทศไทยร่วมกับมหาวิทยาลัยเทคโนโลยี",
    "Государственная корпорация по космической деятельности «Роскосмос» и дочерние организации",
    "राष्ट्रीय अन्तरिक्ष अनुसन्धान तथा चन्द्रमा स्टेशन सहकार्य परिषद्",
    "Agence spatiale sénégalaise d'études, d'applications et de coopération internationale",
    "A",
)
COUNTRIES = (
    ("PK", "Pakistan", "signed", "Signed", True),
    ("VC", "Saint Vincent and the Grenadines", "active", "Active", True),
    ("CF", "Zentralafrikanische Republik", "applied", "Beantragt, noch nichts unterzeichnet", False),
    ("AE", "الإمارات العربية المتحدة", "talks", "محادثات", False),
    ("TH", "ราชอาณาจักรไทย", "contact", "ติดต่อครั้งแรก", False),
    ("BO", "玻利维亚多民族国", "signed", "已签署", True),
    ("KZ", "Республика Казахстан", "withdrawn", "Вышла из соглашения", False),
)
STAGES = tuple(f"Stage number {number}" for number in range(1, 8))


def trend() -> Table:
    """Ten years of month ends with two lines and a claim now and then."""
    rows = []
    for month in range(120):
        day = date(2017 + month // 12, month % 12 + 1, 1) + timedelta(days=27)
        rows.append((day, month // 6, month // 9 + 2, month // 5 if month % 20 == 7 else None))
    columns = (
        Column("Month", ColumnType.DATE),
        Column("Countries, documented", ColumnType.NUMBER),
        Column("Signatories of the Artemis Accords", ColumnType.NUMBER),
        Column("Countries, claimed", ColumnType.NUMBER),
    )
    return Table("Trend", columns, tuple(rows))


def front(seats: int = 23, total: int = 50) -> Page:
    """Everything that a page can hold."""
    table = trend()
    line = Chart("Countries over time, with what was claimed", ChartKind.LINE, table, (1, 2, 3), points=(3,))
    tiles = (
        Tile("Countries", 17, 50, ("34.0 % of the target", "+2 since the meeting of 1 Sep 2026")),
        Tile("Forschungseinrichtungen und Hochschulen", 1234, 5000, ("1 a month joined, 14 a month needed",)),
        Tile("工作人员", 5000, None, (NAMES[1],)),
    )
    stages = Table(
        "Pipeline",
        (Column("Stage", width=20), Column("Partners", ColumnType.NUMBER), Column("Share", ColumnType.SHARE)),
        tuple((words, number * 3, number / 30) for number, words in enumerate(STAGES)),
    )
    bars = Chart("Partners by stage", ChartKind.BAR, stages, (1,))
    columns = Chart("Share by stage", ChartKind.COLUMN, stages, (2,))
    board = SeatBoard(
        tuple(SeatTile(*COUNTRIES[at % len(COUNTRIES)]) for at in range(seats)), total, "The fifty seats"
    )
    blocks = (
        TileRow(tiles),
        Heading("How it is counted"),
        *(Paragraph(f"{name}. " * 2, f"Rule C-{number}") for number, name in enumerate(NAMES, 1)),
        Paragraph("Claimed 11, documented 10.", quiet=True, under=True),
        ChartRow(((1, line),)),
        Heading("Seats", new_page=True),
        board,
        Heading("Pipeline"),
        TableBlock(stages, (bars,), strong=1),
        ChartRow(((1, bars), (6, columns))),
        TableBlock(table),
    )
    return Page("Progress", (20, *(15,) * 9), blocks, printed=len(blocks) - 1)


def people(count: int) -> Table:
    """A long table with names in many scripts and a note that is longer than a slide now and then."""
    columns = (
        Column("Name"),
        Column("Institution"),
        Column("Country"),
        Column("Since", ColumnType.DATE),
        Column("Publications", ColumnType.NUMBER),
        Column("Share", ColumnType.SHARE),
        Column("Phone", ColumnType.PHONE),
        Column("Notes"),
    )
    rows = tuple(
        (
            f"{NAMES[at % len(NAMES)][:24].strip()} {at}",
            NAMES[(at * 3 + 1) % len(NAMES)],
            COUNTRIES[at % len(COUNTRIES)][1],
            DAY - timedelta(days=at) if at % 9 else "2023-10",
            at * 37,
            (at % 100) / 100,
            "+66212345678",
            "A long remark. " * 400 if at == 37 else None,
        )
        for at in range(count)
    )
    return Table("Personnel", columns, rows)


def hard_document(count: int = 60, language: str = "en") -> Document:
    """A document with all of it in each kind of section."""
    wide = Table(
        "Wide",
        tuple(Column(f"Column number {number} of this table", width=20) for number in range(1, 19)),
        tuple(tuple(f"{NAMES[(row + at) % 8][:30]}" for at in range(18)) for row in range(12)),
    )
    sections = (
        front(),
        Page("Empty page", (30, 30), ()),
        Records("Personnel", people(count)),
        Records("A table with many columns", wide),
        Records("Nothing to show", Table("Nothing", (Column("Name"),), ())),
    )
    return Document(
        "Progress toward the targets of the International Lunar Research Station",
        sections,
        office="Coordination office",
        as_of=DAY,
        audience="internal",
        moment="in force on 22 Nov 2026, as known now",
        rules="Rules C-3 v2, I-1 v1, P-4 v7",
        filter_words="Region: Africa, Asia; workstream: power, communication and ground support",
        subtitle="Meeting pack",
        language=language,
    )
