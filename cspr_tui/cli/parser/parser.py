"""Parse a command line; only the module of the command typed is imported."""

from __future__ import annotations

from argparse import (
    REMAINDER,
    SUPPRESS,
    Action,
    ArgumentParser,
    Namespace,
    RawDescriptionHelpFormatter,
)
from collections.abc import Iterator, Sequence
from importlib import import_module
from shutil import get_terminal_size
from textwrap import fill
from typing import Any, NamedTuple, NoReturn

from cspr_tui.cli.parser.command_table import COMMANDS, PACKAGE, Command
from cspr_tui.cli.parser.options import add_common_options
from cspr_tui.domain.values.base import without_control_characters
from cspr_tui.preferences import THEMES

DESCRIPTION = "Keep Child Safeguarding Practice Reviews on track."
WITHOUT_COMMAND = "Without a command the app opens."


class _SafeParser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong, and exit with 2.

        The message repeats what was typed, or what a script put in its place.
        """
        super().error(without_control_characters(message).replace("\n", " "))


class _TopParser(_SafeParser):
    def format_help(self) -> str:
        """Return the help with every command below its group's title."""
        self.epilog = f"{command_list()}\n\n{WITHOUT_COMMAND}"
        return super().format_help()


class _PrintVersion(Action):
    def __call__(self, parser: ArgumentParser, *_: Any, **__: Any) -> None:  # noqa: ANN401 - argparse passes what was typed
        from cspr_tui.version import version_line  # noqa: PLC0415 - most commands go without

        print(version_line())  # noqa: T201 - --version
        parser.exit()


class CommandParser(NamedTuple):
    """A command's parser with its name, its one line of help and its group."""

    name: str
    group: str
    summary: str
    parser: ArgumentParser


def parse_arguments(words: Sequence[str]) -> Namespace:
    """Return the parsed command line; `run` in it is the function to call.

    Raises:
        SystemExit: 2 where it cannot be parsed; 0 after --help or --version.
    """
    top = top_parser()
    args = top.parse_args(words)
    typed: list[str] = args.typed
    del args.typed
    if typed[:1] == ["--"]:
        typed = typed[1:]
    if not typed:
        args.run = _open_app
        return args
    name, *rest = typed
    if name not in COMMANDS:
        known = ", ".join(repr(each) for each in COMMANDS)
        top.error(f"argument COMMAND: invalid choice: {name!r} (choose from {known})")
    vars(args).update(vars(command_parser(name).parse_args(rest)))
    return args


def command_list() -> str:
    """Return every command with its line of help, below the titles of the groups."""
    return "\n\n".join(
        "\n".join((f"{title}:", *map(_command_line, names)))
        for title, names in grouped_commands().items()
    )


def grouped_commands() -> dict[str, list[str]]:
    """Return the names of the commands of each group, in the order of the table."""
    groups: dict[str, list[str]] = {}
    for name, command in COMMANDS.items():
        groups.setdefault(command.group, []).append(name)
    return groups


def _command_line(name: str) -> str:
    width = max(get_terminal_size().columns - 2, 40)
    return fill(
        COMMANDS[name].summary,
        width,
        initial_indent=f"    {name:<16}",
        subsequent_indent=" " * 20,
    )


def _open_app(args: Namespace) -> int:
    code: int = import_module(f"{PACKAGE}.app.open_app").run(args)
    return code


def top_parser() -> ArgumentParser:
    """Return the parser of what stands before a command's name."""
    top = _TopParser(
        prog="cspr-tui",
        usage="cspr-tui [options] [COMMAND ...]",
        description=DESCRIPTION,
        formatter_class=RawDescriptionHelpFormatter,
    )
    _add_top_options(top)
    top.add_argument("typed", nargs=REMAINDER, help=SUPPRESS)
    return top


def _add_top_options(top: ArgumentParser) -> None:
    add_common_options(top, None)
    top.add_argument(
        "--plain", action="store_true", help="print the brief, never open the app"
    )
    top.add_argument(
        "--theme", metavar="NAME", default="", help=f"one of {', '.join(THEMES)}"
    )
    top.add_argument(
        "--version",
        action=_PrintVersion,
        nargs=0,
        help="print the versions of the program, Python, Textual and the store",
    )


def command_parser(name: str) -> ArgumentParser:
    """Return the parser of one command, whose module is imported."""
    command = COMMANDS[name]
    parser = _SafeParser(prog=f"cspr-tui {name}", description=command.summary)
    _add_command_options(parser, command)
    return parser


def _add_command_options(parser: ArgumentParser, command: Command) -> None:
    module = import_module(f"{PACKAGE}.{command.module}")
    add_common_options(parser, SUPPRESS)
    parser.set_defaults(run=module.run)
    module.add_options(parser)


def actions_of(parser: ArgumentParser) -> list[Action]:
    """Return a parser's options and positional arguments, in the order added."""
    return list(parser._actions)  # noqa: SLF001 - argparse lists them nowhere else


def whole_parser() -> tuple[ArgumentParser, list[ArgumentParser]]:
    """Return one parser with a sub-parser for every command, and the sub-parsers.

    For tools that ask for such a parser, as the one that writes completion scripts.
    """
    top = ArgumentParser(prog="cspr-tui", description=DESCRIPTION)
    _add_top_options(top)
    commands = top.add_subparsers(metavar="COMMAND", help="a command")
    parsers = []
    for name, command in COMMANDS.items():
        parser = commands.add_parser(name, help=command.summary)
        _add_command_options(parser, command)
        parsers.append(parser)
    return top, parsers


def all_parsers() -> Iterator[CommandParser]:
    """Yield every command's parser, group by group in the order of the table.

    For whatever speaks of all commands: the manual's page of commands, the man page,
    shell completion. All modules are imported; a command line never needs that.
    """
    for name, command in COMMANDS.items():
        yield CommandParser(name, command.group, command.summary, command_parser(name))
