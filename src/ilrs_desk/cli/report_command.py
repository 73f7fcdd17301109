"""`report`: any report of the office, on any day, for any audience, as a workbook, pages or slides."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilrs_desk.domain.moments import Moment
from ilrs_desk.reports.document import Paper
from ilrs_desk.reports.request import ReportKind, ReportRequest
from ilrs_desk.reports.style import PLAIN
from ilrs_desk.reports.style_file import read_style
from ilrs_desk.usecases.build_report import build_report, usual_request
from ilrs_desk.usecases.find_partner import find_partner

from .arguments import as_of_option, audience_option, day, known_on_option, office_option, opened
from .output import say

_PAPERS = {paper.value.lower(): paper for paper in Paper}


@click.command("report")
@office_option
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The file to write (.xlsx, .pdf or .pptx)."
)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in ReportKind]),
    help="Which report. Without it everything on one day (as-of), as slides the meeting pack.",
)
@as_of_option
@known_on_option
@click.option("--since", type=day, metavar="DATE", help="Say what changed since that day.")
@click.option(
    "--meeting",
    type=int,
    metavar="ID",
    help="Say what changed since that meeting; of a pack: for which it is.",
)
@click.option("--partner", metavar="PARTNER", help="Whose dossier: number, country code or name.")
@click.option("--agency", metavar="NAME", help="Only the return request to that agency.")
@audience_option
@click.option("--language", default="en", show_default=True, metavar="LL", help="The language of the report.")
@click.option(
    "--paper", type=click.Choice(list(_PAPERS), case_sensitive=False), default="a4", show_default=True
)
@click.option("--style", type=click.Path(path_type=Path), help="The office's style file (.toml or .json).")
def report_command(
    office: Path, out: Path, kind: str | None, as_of: date | None, as_known_on: date | None, since: date | None,
    meeting: int | None, partner: str | None, agency: str | None, audience: str, language: str, paper: str,
    style: Path | None,
) -> int:  # fmt: skip
    """Write a report."""
    chosen = ReportKind(kind) if kind else _kind_meant(out, partner)
    if chosen is ReportKind.DOSSIER and partner is None:
        raise click.UsageError("A dossier needs --partner: a number, a country code or a name.")
    with opened(office, read_only=True) as desk:
        request = ReportRequest(
            kind=chosen,
            moment=Moment(as_of, as_known_on),
            since=Moment(since, since) if since else None,
            meeting=meeting,
            partner=find_partner(desk, partner) if partner else None,
            agency=agency,
            audience=audience,
            language=language,
            paper=_PAPERS[paper.lower()],
            style=read_style(style) if style else PLAIN,
        )
        build_report(desk, out, request)
    say(f"The report is in {out}.")
    return 0


def _kind_meant(out: Path, partner: str | None) -> ReportKind:
    """Which report is meant where its kind is not said."""
    return ReportKind.DOSSIER if partner else usual_request(out).kind
