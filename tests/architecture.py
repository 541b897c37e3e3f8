"""A map of the package: `python -m tests.architecture`.

It prints each room (a package and how many modules it holds), the arrows
between sibling rooms (who imports whom), and what makes a tree hard to read:
crowded folders, modules named by a verb form, names used twice, long files.
"""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "cspr_tui"
MOST_MODULES = 20
MOST_LINES = 300


@dataclass(frozen=True, slots=True)
class Module:
    """One file: its dotted name, its text, and what it imports and defines."""

    name: str
    lines: int
    imports: frozenset[str]
    classes: tuple[str, ...]
    is_package: bool

    @property
    def room(self) -> str:
        """The package that the file lies in."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    @property
    def basename(self) -> str:
        """The last part of the dotted name."""
        return self.name.rpartition(".")[2]


def modules(package: Path = PACKAGE) -> list[Module]:
    """Return every module of a package, `__init__` files too, in order."""
    return [_module(path, package) for path in sorted(package.rglob("*.py"))]


def _module(path: Path, package: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    parts = path.relative_to(package.parent).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    return Module(
        ".".join(parts[:-1] if is_package else parts),
        len(text.splitlines()),
        frozenset(_imports(tree)),
        tuple(n.name for n in ast.walk(tree) if isinstance(n, ast.ClassDef)),
        is_package,
    )


def _imports(tree: ast.Module) -> Iterator[str]:
    """Yield the dotted names imported anywhere in a file, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms(found: Iterable[Module]) -> dict[str, int]:
    """Return how many modules lie directly in each package."""
    counts: dict[str, int] = defaultdict(int)
    for module in found:
        counts[module.room] += not module.is_package
    return dict(counts)


def arrows(found: Iterable[Module]) -> dict[str, dict[str, set[str]]]:
    """Return, for each package, which of its children import which others.

    `cspr_tui.cli.main` importing `cspr_tui.service.reviews` is an arrow in
    `cspr_tui` from `cli` to `service`.
    """
    within: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    known = {module.name for module in found}
    for module in found:
        source = module.name.split(".")
        for target in module.imports:
            name = target if target in known else target.rpartition(".")[0]
            if name not in known:
                continue
            there = name.split(".")
            shared = _shared(source, there)
            if shared < len(source) and shared < len(there):
                parent = ".".join(source[:shared])
                within[parent][source[shared]].add(there[shared])
    return {parent: dict(pairs) for parent, pairs in within.items()}


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many leading parts two dotted names have in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next(
        (n for n, (a, b) in pairs if a != b),
        min(len(one), len(other)),
    )


def crowded(found: Iterable[Module], most: int = MOST_MODULES) -> dict[str, int]:
    """Return the packages that hold more modules than a reader keeps in mind."""
    return {room: count for room, count in rooms(found).items() if count > most}


def verb_forms(found: Iterable[Module]) -> list[str]:
    """Return the modules that are named in -ing or -ed instead of by a noun."""
    named = (module for module in found if not module.is_package)
    return [module.name for module in named if module.basename.endswith(("ing", "ed"))]


def classes_twice(found: Iterable[Module]) -> dict[str, list[str]]:
    """Return the class names that are defined in more than one place."""
    places: dict[str, list[str]] = defaultdict(list)
    for module in found:
        for name in module.classes:
            places[name].append(module.name)
    return _repeated(places)


def unknown_errors(package: Path = PACKAGE) -> dict[str, set[str]]:
    """Return errors that docstrings name and nothing defines, by file."""
    trees = {path: ast.parse(path.read_text()) for path in package.rglob("*.py")}
    nodes = [(path, node) for path in trees for node in ast.walk(trees[path])]
    known = {node.name for _, node in nodes if isinstance(node, ast.ClassDef)}
    found: dict[str, set[str]] = {}
    for path, node in nodes:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            named = set(re.findall(r"\b[A-Z]\w*Error\b", ast.get_docstring(node) or ""))
            if unknown := {n for n in named - known if not hasattr(builtins, n)}:
                found.setdefault(path.name, set()).update(unknown)
    return found


def basenames_twice(found: Iterable[Module]) -> dict[str, list[str]]:
    """Return the basenames that more than one module or package has."""
    places: dict[str, list[str]] = defaultdict(list)
    for module in found:
        places[module.basename].append(module.name)
    return _repeated(places)


def _repeated(places: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: at for name, at in sorted(places.items()) if len(at) > 1}


def long_files(found: Iterable[Module], most: int = MOST_LINES) -> dict[str, int]:
    """Return the files that are longer than one sitting of reading."""
    return {module.name: module.lines for module in found if module.lines > most}


def chained_classes(package: Path) -> dict[str, str]:
    """Return classes that nothing but their one child class uses, and the child."""
    trees = [ast.parse(path.read_text("utf-8")) for path in package.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    children: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            for base in node.bases:
                named = base.value if isinstance(base, ast.Subscript) else base
                children[ast.unparse(named).rpartition(".")[2]].append(node.name)
    defined = {node.name for node in nodes if isinstance(node, ast.ClassDef)}
    uses = Counter(node.id for node in nodes if isinstance(node, ast.Name))
    return {
        name: found[0]
        for name, found in children.items()
        if name in defined and len(found) == 1 and uses[name] == 1
    }


def lines_of(found: list[Module]) -> Iterator[str]:
    """Yield the whole map, a line at a time."""
    files = sum(not module.is_package for module in found)
    yield f"Rooms: {files} modules in {len(rooms(found))} packages"
    for room, count in sorted(rooms(found).items()):
        yield f"  {'  ' * room.count('.')}{room.rpartition('.')[2]}  {count}"
    yield "Arrows between sibling rooms"
    for parent, pairs in sorted(arrows(found).items()):
        yield f"  {parent}: {sum(map(len, pairs.values()))}"
        for source, targets in sorted(pairs.items()):
            yield f"    {source} -> {', '.join(sorted(targets))}"
    yield from _section(f"Folders over {MOST_MODULES} modules", crowded(found))
    named = verb_forms(found)
    share = f"{100 * len(named) / max(files, 1):.1f} %"
    yield f"Modules named in -ing or -ed: {len(named)} of {files}, {share}"
    yield from (f"  {name}" for name in named)
    yield from _section("Classes defined more than once", classes_twice(found))
    yield from _section("Basenames used more than once", basenames_twice(found))
    yield from _section(f"Files over {MOST_LINES} lines", long_files(found))


def _section(title: str, entries: Mapping[str, int | list[str]]) -> Iterator[str]:
    yield f"{title}: {len(entries) or 'none'}"
    for name, value in entries.items():
        shown = value if isinstance(value, int) else ", ".join(value)
        yield f"  {name}: {shown}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines_of(modules()))
