"""The program's one entrance: a command, or the window when no command is named."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import click

from ilrs_desk import __version__
from ilrs_desk.domain.problems import InputProblem, MachineFault

from .output import say, use_utf8

EXIT_INPUT, EXIT_USAGE, EXIT_FAULT = 1, 2, 3

#: Opens the window on an office (None: the one used last); returns the exit status.
OpenWindow = Callable[[Path | None], int]
#: Makes the sample office in a folder; True opens the window on it.
RunDemo = Callable[[Path | None, bool], int]

#: Each command and the module of this room that holds it.
_COMMANDS = {
    "new": "office_commands",
    "import": "import_command",
    "records": "record_commands",
    "add": "record_commands",
    "edit": "record_commands",
    "trash": "record_commands",
    "merge": "merge_command",
    "status": "office_commands",
    "report": "report_command",
    "history": "journal_commands",
    "undo": "journal_commands",
    "redo": "journal_commands",
    "check": "office_commands",
    "backup": "office_commands",
    "restore": "office_commands",
    "reported": "office_commands",
    "template": "template_command",
    "claims": "reference_commands",
    "workstreams": "reference_commands",
    "groupings": "reference_commands",
    "agencies": "reference_commands",
    "agency": "reference_commands",
    "target": "settle_commands",
    "rule": "settle_commands",
    "claim": "settle_commands",
    "workstream": "settle_commands",
    "grouping": "settle_commands",
    "membership": "settle_commands",
    "meeting": "settle_commands",
    "freeze": "seal_commands",
    "seal": "seal_commands",
}


class Commands(click.Group):
    """All commands; each is loaded when it is named, so that the window need not wait for any of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, sorted."""
        return sorted({*_COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        module = import_module(f".{_COMMANDS[cmd_name]}", __package__)
        found: click.Command = getattr(module, f"{cmd_name}_command")
        return found


def build(run_demo: RunDemo) -> click.Group:
    """All commands as one group."""
    group = Commands("ilrs-desk", help="Partners, institutions and people for the lunar station.")
    group.add_command(_demo(run_demo))
    return click.version_option(__version__, prog_name="ilrs-desk")(group)


def run(argv: Sequence[str], open_window: OpenWindow, run_demo: RunDemo) -> int:
    """Carry out ``argv``: 0 done, 1 input problem, 2 wrong usage, 3 fault. No traceback but for --debug."""
    use_utf8()
    words = [word for word in argv if word != "--debug"]
    debug = len(words) != len(argv)
    group = build(run_demo)
    try:
        if _names_a_window(words, group):
            return open_window(Path(words[0]) if words else None)
        return int(group.main(args=words, prog_name="ilrs-desk", standalone_mode=False) or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as usage:
        usage.show()
        return EXIT_USAGE
    except click.Abort:
        say("Stopped. Nothing was written.")
        return EXIT_INPUT
    except InputProblem as problem:
        return _explain(problem, EXIT_INPUT, debug)
    except MachineFault as fault:
        return _explain(fault, EXIT_FAULT, debug)
    except Exception as bug:  # the last door: a person must never see a traceback
        logging.getLogger(__name__).exception("unexpected")
        return _explain(bug, EXIT_FAULT, debug)


def _explain(problem: Exception, code: int, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    known = isinstance(problem, InputProblem | MachineFault)
    say(str(problem) if known else _BUG.format(problem=type(problem).__name__))
    return code


_BUG = (
    "The program met something it does not know ({problem}) and stopped; nothing was written. "
    "Run it again with --debug and send what it prints to those who build it."
)


def _names_a_window(words: Sequence[str], group: click.Group) -> bool:
    """No word, or one that can only be an office: it ends like one or is there."""
    if not words or words[0].startswith("-") or words[0] in _COMMANDS or words[0] in group.commands:
        return not words
    return len(words) == 1 and (Path(words[0]).suffix == ".ilrs" or Path(words[0]).exists())


def _demo(run_demo: RunDemo) -> click.Command:
    @click.command("demo")
    @click.option(
        "--dir",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        help="Where the sample office goes.",
    )
    @click.option(
        "--no-window", is_flag=True, help="Print the status and write pictures and reports instead."
    )
    def demo(folder: Path | None, no_window: bool) -> int:
        """A sample office, made from the sample returns."""
        return run_demo(folder, not no_window)

    return demo
