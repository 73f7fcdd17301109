"""The one way in which reading is refused, light enough for the reader child to import."""

from __future__ import annotations


class Stop(Exception):
    """The file cannot be read on; ``code`` is the stable code, ``cause`` picks the sentence in ``wording``."""

    def __init__(self, code: str, cause: str | None = None, **params: object) -> None:
        super().__init__(code, cause, params)
        self.code = code
        self.cause = cause or code
        self.params = params
