from __future__ import annotations

import pytest

from ilrs_desk.domain.stages import read_stage, read_status

STAGES = {
    "signed": [
        "Signed", "MoU signed", "Agreement signed", "已签署", "已签约", "签署", "подписано", "Подписан",
        "подписано соглашение", "firmado", "firmado el MoU", "signé", "accord signé", "assinado", "imzalandı",
        "imzalanmış", "imzalanıb", "қол қойылды", "қол қойылған", "موقع", "تم التوقيع", "موقعة", "دستخط شدہ",
        "دستخط ہو گئے", "ลงนามแล้ว", "ditandatangani", "sudah ditandatangani", "потписано", "potpisano",
        "aláírva", "unterzeichnet", "podpisano", "підписано",
    ],
    "talks": [
        "In negotiation", "Under negotiation", "Negotiating", "谈判中", "洽谈中", "磋商中", "переговоры",
        "в процессе переговоров", "ведутся переговоры", "en negociación", "en cours de négociation",
        "négociations en cours", "em negociação", "görüşme aşamasında", "müzakere ediliyor",
        "danışıqlar gedir", "danışıqlar", "келіссөздер жүргізілуде", "келіссөз", "قيد التفاوض",
        "مفاوضات جارية", "مذاکرات جاری", "زیر غور", "อยู่ระหว่างเจรจา", "กำลังเจรจา", "dalam negosiasi",
        "negosiasi", "у преговорима", "преговори у току", "pregovori u toku", "tárgyalás alatt",
        "in Verhandlung", "w trakcie negocjacji", "переговори",
    ],
    "active": [
        "Active", "Operational", "In force", "进行中", "执行中", "有效", "действует", "активный", "активное",
        "реализуется", "vigente", "activo", "activa", "en ejecución", "actif", "en vigueur", "ativo",
        "em vigor", "aktif", "yürürlükte", "aktiv", "qüvvədədir", "белсенді", "күшінде", "نشط", "ساري",
        "ساري المفعول", "فعال", "نافذ", "ใช้งานอยู่", "มีผลบังคับใช้", "berlaku", "berjalan", "aktivan",
        "активан", "на снази", "na snazi", "aktív", "hatályos", "laufend", "aktywny", "aktywna",
    ],
    "contact": [
        "Contact", "Initial contact", "初步接触", "первичный контакт", "contacto inicial", "premier contact",
        "contato inicial", "ilk temas", "ilkin əlaqə", "алғашқы байланыс", "اتصال أولي", "ابتدائی رابطہ",
        "ติดต่อเบื้องต้น", "kontak awal", "први контакт", "prvi kontakt", "kapcsolatfelvétel", "Erstkontakt",
    ],
    "applied": [
        "Applied", "Application submitted", "已申请", "申请中", "заявка подана", "подана заявка",
        "solicitud presentada", "solicitado", "candidature déposée", "demande déposée",
        "candidatura apresentada", "başvurdu", "başvuru yapıldı", "müraciət edib", "müraciət olunub",
        "өтінім берілді", "تم تقديم الطلب", "قدم طلبا", "درخواست دی گئی", "ยื่นใบสมัครแล้ว", "ยื่นคำขอ",
        "mengajukan", "permohonan diajukan", "поднета пријава", "podneta prijava", "beantragt",
        "jelentkezett", "pályázott",
    ],
    "declined": [
        "Declined", "Rejected", "拒绝", "已拒绝", "婉拒", "отказ", "отклонено", "отказались", "rechazado",
        "declinado", "refusé", "décliné", "recusado", "reddedildi", "reddetti", "rədd edildi", "imtina",
        "бас тартты", "қабылданбады", "مرفوض", "رفض", "اعتذر", "مسترد", "انکار", "ปฏิเสธ", "ditolak",
        "menolak", "одбијено", "odbijeno", "elutasítva", "abgelehnt", "odrzucono", "відхилено",
    ],
    "withdrawn": [
        "Withdrawn", "Terminated", "退出", "已退出", "终止", "вышел", "отозвано", "вышли из проекта", "retirado",
        "se retiró", "retiré", "retirada", "çekildi", "geri çekildi", "geri çəkildi", "çıxıb", "шықты",
        "кері қайтарып алды", "انسحب", "منسحب", "دستبردار", "واپس لے لیا", "ถอนตัว", "mundur",
        "mengundurkan diri", "повукли се", "повучено", "povučeno", "visszavonva", "zurückgezogen", "wycofano",
        "відкликано",
    ],
}  # fmt: skip

OF_PEOPLE = {
    "active": [
        "Active", "active", "在职", "在岗", "работает", "действующий", "в штате", "activo", "en activo", "actif",
        "en poste", "ativo", "em exercício", "çalışıyor", "aktif", "görevde", "işləyir", "fəaldır",
        "жұмыс істейді", "қызметте", "على رأس العمل", "نشط", "حاضر سروس", "کام کر رہے ہیں", "ปฏิบัติงาน",
        "กำลังปฏิบัติงาน", "aktif bekerja", "активан", "запослен", "aktivan", "zaposlen", "aktív", "dolgozik",
        "aktiv", "im Dienst", "aktywny", "працює",
    ],
    "left": [
        "Left", "Resigned", "Retired", "离职", "已离职", "退休", "уволен", "уволился", "на пенсии", "выбыл", "baja",
        "retirado", "jubilado", "renunció", "parti", "démissionné", "retraité", "saiu", "aposentado",
        "ayrıldı", "emekli", "istifa etti", "işdən çıxıb", "ayrılıb", "təqaüddə", "жұмыстан шықты",
        "зейнетте", "غادر", "متقاعد", "مستقيل", "چھوڑ گئے", "ریٹائرڈ", "مستعفی", "ลาออก", "เกษียณ", "keluar",
        "pensiun", "mengundurkan diri", "отишао", "пензионисан", "otišao", "u penziji", "kilépett",
        "nyugdíjas", "ausgeschieden", "im Ruhestand", "odszedł", "звільнений",
    ],
    "planned": [
        "Planned", "To join", "Nominated", "拟派", "计划", "拟聘", "планируется", "кандидат", "план", "previsto",
        "planificado", "propuesto", "prévu", "planifié", "planejado", "planlanan", "planlanıyor",
        "planlaşdırılır", "жоспарланған", "жоспарда", "مخطط", "مرشح", "متوقع", "مجوزہ", "نامزد", "วางแผน",
        "ตามแผน", "direncanakan", "calon", "планиран", "предвиђен", "planiran", "tervezett", "geplant",
        "planowany", "планується",
    ],
}  # fmt: skip

OF_AGREEMENTS = {
    "signed": [
        "Signed", "已签署", "подписан", "firmado", "signé", "assinado", "imzalandı", "imzalanıb", "қол қойылған",
        "موقعة", "دستخط شدہ", "ลงนามแล้ว", "ditandatangani", "потписан", "potpisan", "aláírt",
    ],
    "draft": [
        "Draft", "草案", "草稿", "проект", "черновик", "borrador", "projet", "brouillon", "minuta", "rascunho",
        "taslak", "layihə", "жоба", "مسودة", "مسودہ", "ร่าง", "draf", "нацрт", "nacrt", "tervezet", "Entwurf",
    ],
    "in_force": [
        "In force", "生效", "有效", "действует", "вступил в силу", "vigente", "en vigor", "en vigueur",
        "em vigor", "yürürlükte", "qüvvədədir", "күшінде", "سارية", "نافذة", "نافذ العمل", "มีผลบังคับใช้",
        "berlaku", "на снази", "na snazi", "hatályos", "in Kraft",
    ],
    "expired": [
        "Expired", "过期", "已到期", "истёк", "истек", "срок истек", "vencido", "expirado", "expiré", "caducado",
        "süresi doldu", "müddəti bitib", "мерзімі өтті", "منتهية", "منتهي", "میعاد ختم", "หมดอายุ",
        "kedaluwarsa", "berakhir", "истекао", "istekao", "lejárt", "abgelaufen",
    ],
    "ended": [
        "Terminated", "Ended", "终止", "расторгнут", "прекращён", "terminado", "rescindido", "résilié",
        "terminé", "encerrado", "feshedildi", "sona erdi", "ləğv edilib", "бұзылды", "тоқтатылды", "ملغاة",
        "ختم شدہ", "منسوخ", "ยกเลิก", "สิ้นสุด", "dihentikan", "diakhiri", "раскинут", "raskinut", "megszűnt",
        "beendet",
    ],
}  # fmt: skip


def _pairs(words: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(word, key) for key, spellings in words.items() for word in spellings]


@pytest.mark.parametrize(("word", "key"), _pairs(STAGES))
def test_words_for_stages_in_all_languages(word: str, key: str) -> None:
    assert read_stage(word) == key


@pytest.mark.parametrize(("word", "key"), _pairs(OF_PEOPLE))
def test_words_for_the_status_of_people_in_all_languages(word: str, key: str) -> None:
    assert read_status(word, "personnel") == key


@pytest.mark.parametrize(("word", "key"), _pairs(OF_AGREEMENTS))
def test_words_for_the_status_of_agreements_in_all_languages(word: str, key: str) -> None:
    assert read_status(word, "agreements") == key
