"""Every command: the module that holds it, one line of help, and its group.

A command's module has two functions: `add_options(parser)` adds its options and
positional arguments to an `ArgumentParser`, `run(args)` runs it and returns the exit
code. Only the module of the command that was typed is imported.
"""

from __future__ import annotations

from typing import NamedTuple

PACKAGE = "cspr_tui.cli.commands"


class Command(NamedTuple):
    """One command; `module` is its module's name below `PACKAGE`."""

    module: str
    summary: str
    group: str


# group: command: (module, one line of help)
_GROUPS: dict[str, dict[str, tuple[str, str]]] = {
    "Read": {
        "list": ("read.list", "every active review, or those that a filter finds"),
        "views": (
            "read.views",
            "the views of the board, with how many reviews each finds now",
        ),
        "brief": ("read.brief", "what today is about"),
        "show": ("read.show", "one review"),
        "deadlines": ("read.deadlines", "every deadline, of one review or of all"),
        "why": ("read.why", "how a deadline's date comes about"),
        "history": ("read.history", "every change by number"),
        "proof": ("read.proof", "every date of a review: who set it, when and why"),
        "waiting": (
            "read.waiting",
            "which agencies have not answered, and who was chased how often",
        ),
        "chronology": (
            "read.chronology",
            "what all agencies say happened, gaps marked",
        ),
        "plan": ("read.plan", "who needs what by when before publication"),
        "ready": (
            "read.ready",
            "the publication checklist: gates, notices, promises, sign-offs, readings",
        ),
    },
    "Across reviews": {
        "figures": ("across.figures", "how many in time, how long things take"),
        "late": ("across.late", "late agency returns of all reviews, by agency"),
        "week": (
            "across.week",
            "this week's meetings, actions and promises for the team",
        ),
        "barred": (
            "across.barred",
            "who must not be contacted freely, who asked, when it is reviewed",
        ),
        "owed": ("across.owed", "what families were promised and is owed"),
        "near": ("across.near", "birthdays and anniversaries near something planned"),
        "held": ("across.held", "reports that wait at a gate on publication"),
        "actions": (
            "across.actions",
            "actions that are late, undated or without evidence, by owner",
        ),
        "keeping": (
            "across.keeping",
            "reviews that reach a year online, or a decision on keeping them",
        ),
        "year": ("across.year", "a year in figures"),
        "since": ("across.since", "who changed what"),
        "lessons": (
            "across.lessons",
            "what was recommended before, by theme or words",
        ),
    },
    "Record": {
        "new": ("record.new", "open a review"),
        "log": (
            "record.log",
            "log an interaction; the text is read from standard input",
        ),
        "template": ("record.template", "make what a template says"),
        "undo": ("record.undo", "take one change back"),
        "put-back": (
            "record.put_back",
            "put a field, or an entry, back as it was before a change",
        ),
        "handover": (
            "record.handover",
            "give reviews another owner; a note is read from standard input",
        ),
        "drafts": ("record.drafts", "list, print or drop your texts not saved"),
        "flag": ("record.flag", "raise a flag; standard input is its message"),
        "lift": ("record.lift", "lift a flag, with a reason"),
        "keep": ("record.keep", "how long a record is kept, a legal hold"),
        "move": ("record.move", "move an entry to the review it belongs to"),
        "erase": (
            "record.erase",
            "erase a wrongly recorded name, read from standard input, history included",
        ),
        "restrict": ("record.restrict", "let only a group open a review"),
    },
    "Documents in": {
        "import": ("documents_in.import_tracker", "bring a tracker CSV in"),
        "take-draft": (
            "documents_in.take_draft",
            "take a draft from Word or Markdown into the report's sections",
        ),
        "take-chronology": (
            "documents_in.take_chronology",
            "take an agency's chronology from CSV or Excel",
        ),
    },
    "Reports and leaflets out": {
        "section": ("reports_out.section", "print a report section, or write it"),
        "check": ("reports_out.check", "what stands against an export"),
        "settle": (
            "reports_out.settle",
            "list what an export check found, by id; settle it",
        ),
        "export": ("reports_out.export", "write a report"),
        "leaflet": ("reports_out.leaflet", "the leaflet for one of the family"),
        "pack": ("reports_out.pack", "a page on each review for a case review group"),
        "ics": (
            "reports_out.ics",
            "deadlines for a calendar program, without names",
        ),
        "export-data": (
            "reports_out.export_data",
            "everything as CSV and JSON, names included, for the partnership itself",
        ),
    },
    "Store and settings": {
        "init": ("store.init", "make a new, empty store"),
        "settings": ("store.settings", "the partnership's settings as JSON"),
        "backup": ("store.backup", "write a verified backup of the store"),
        "restore": ("store.restore", "put a store back from a backup"),
        "verify": ("store.verify", "check every file and history chain"),
        "reads": ("store.reads", "who opened or printed what"),
        "anchor": (
            "store.anchor",
            "the end of every history chain, to be kept elsewhere",
        ),
        "copy": ("store.copy_store", "copy a store into another one"),
        "sample": ("store.sample", "make an invented store of any size"),
    },
    "The app": {
        "demo": ("app.demo", "open a throw-away copy of the sample data"),
        "help": ("app.help", "list the manual's pages, or print one"),
        "completion": (
            "app.completion",
            "a script that completes commands, options and references in a shell",
        ),
    },
}

COMMANDS: dict[str, Command] = {
    name: Command(module, summary, group)
    for group, commands in _GROUPS.items()
    for name, (module, summary) in commands.items()
}
