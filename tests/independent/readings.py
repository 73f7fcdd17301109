"""What the texts in the offices of these tests mean, as a person reads them."""

from __future__ import annotations

from tests.office_years.words import INSTRUMENTS

_RUNGS = ("agreement", "memorandum", "joint_statement", "letter_of_intent", "application", None)
_PAPERS: dict[str, str | None] = {
    **{text: rung for rung, texts in zip(_RUNGS, INSTRUMENTS, strict=True) for text in texts},
    # In the shipped samples and in the public record.
    "Agreement or memorandum of understanding": "memorandum",
    "Memorandum of understanding or agreement": "memorandum",
    "Memorandum of understanding": "memorandum",
}
_STREAMS: dict[str, tuple[str, ...]] = {
    "": (),
    "science": ("science",),
    "Ciencia": ("science",),
    "Lunar scientific facility": ("science",),
    "月球科研设施": ("science",),
    "علوم": ("science",),
    "энергетика": ("power",),
    "power": ("power",),
    "power; science": ("power", "science"),
    "communication": ("communication",),
    "navigation; communication": ("communication",),
    "通信": ("communication",),
    "Ground support": ("ground",),
    "地面支持及应用设施": ("ground",),
    "наземная поддержка": ("ground",),
    "астрономия": ("astronomy",),
    "ดาราศาสตร์": ("astronomy",),
    "Lunar-based astronomical observation": ("astronomy",),
    "月基天文观测": ("astronomy",),
    "Educación; Ciencia": ("education", "science"),
    "education": ("education",),
    "transport, power": ("transport", "power"),
    "资源利用": ("resources",),
    "geology": ("geology",),
    "Lunar physics and internal structure": ("physics",),
    "données": ("data",),
    "rovers/robots": ("transport_surface",),
    "space law": ("Space law",),
}


def rung(text: str) -> str | None:
    """The rung of the paper that the text names, None where it cannot be told."""
    return _PAPERS[text]


def streams(text: str) -> tuple[str, ...]:
    """The workstreams that the text names; one that nobody knows under its own name."""
    return _STREAMS[text]
