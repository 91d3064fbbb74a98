"""Imports go one way. The table says what each part may import; whatever it does not say is forbidden."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# What everything may import.
BOTTOM = {"loops"}
# Part → the parts that it may import, besides itself. From the bottom up.
VALUES = {"errors", "text", "documents", "results", "wording"}
LANGUAGE = {"analysis", "clauses", "ranking", "tables", "neighbours", "sentences", "marks"}
MAY_IMPORT = {
    "errors": set(),
    "loops": set(),
    "text": set(),
    "slot_init": set(),
    "documents": {"admission", "errors", "ingest", "slot_init"},
    "admission": {"documents", "errors", "text"},
    "results": {"documents", "slot_init"},
    "minutes_record": {"documents"},
    "wording": {"documents", "results"},
    "sparse_index": set(),
    "sorted_strings": {"remembered", "sparse_index"},
    "tables": {"errors", "names", "runs", "sorted_strings"},
    "neighbours": {"tables", "errors"},
    "runs": set(),
    "utf8": set(),
    "copying": {"runs"},
    "names": {"copying", "runs", "utf8"},
    "remembered": set(),
    "cores": set(),
    "garbage": set(),
    "mapped_memory": set(),
    "query": set(),
    "analysis": {"errors", "mapped_memory", "tables", "text"},
    "sentences": set(),
    "wanted_forms": {"analysis", "tables", "text"},
    "clauses": {"analysis"},
    "ranking": set(),
    "marks": {"analysis", "sentences", "wanted_forms"},
    "places": {"analysis", "remembered", "marks", "sentences", "text", "wanted_forms"},
    "clusters": {"sentences", "wanted_forms"},
    "windows": {"clusters", "sentences", "wanted_forms"},
    "snippets": {"remembered", "analysis", "marks", "places", "results", "sentences", "windows"},
    "vocabulary": {"remembered", "analysis", "tables", "errors", "neighbours"},
    "form_terms": {"analysis", "names"},
    "inverse_maps": {"form_terms", "names", "tables", "vocabulary"},
    "vocabulary_compiler": {"analysis", "form_terms", "inverse_maps", "names", "neighbours", "tables", "vocabulary"},
    "ingest": {"cores", "minutes_record", "documents", "errors", "text", "analysis"},
    "engines": VALUES
    | {"minutes_record", "remembered", "slot_init", "analysis", "clauses", "ranking", "tables", "vocabulary"}
    | {
        "copying",
        "cores",
        "garbage",
        "mapped_memory",
        "form_terms",
        "names",
        "runs",
        "utf8",
        "vocabulary_compiler",
        "sorted_strings",
    },
    "widening": {"remembered", "analysis", "clauses", "marks", "query", "ranking", "results", "vocabulary"}
    | {"tables", "wanted_forms"},
    "slips": set(),
    "suggest": {"analysis", "query", "vocabulary", "widening", "slips"},
    "completion": {"analysis", "neighbours", "vocabulary"},
    "generations": {"errors"},
    "catalog": set(),
    "ledger": {"catalog", "documents"},
    "reports": set(),
    "swedish": {"errors", "wording"},
    "check": VALUES | {"ingest", "checking", "swedish"},
    "checking": VALUES | {"ingest", "swedish"},
    "opening": {"analysis", "engines", "errors", "generations"},
    "drafting": {
        "remembered",
        "analysis",
        "catalog",
        "engines",
        "errors",
        "garbage",
        "generations",
        "ledger",
        "opening",
    },
    "building": {
        "admission",
        "generations",
        "catalog",
        "documents",
        "drafting",
        "errors",
        "ingest",
        "ledger",
        "opening",
        "reports",
        "swedish",
    },
    "answering": VALUES | {"engines", "marks", "opening", "query", "snippets", "suggest", "widening"},
    "index": VALUES
    | {"answering", "building", "engines", "generations", "marks", "opening", "query", "reports", "sentences"}
    | {"widening", "completion"},
    "results_json": {"documents", "results"},
    "commands": VALUES | {"check", "generations", "index", "reports", "results_json", "swedish"},
    "cli": {"commands", "errors", "swedish"},
    "__init__": {"documents", "errors", "index", "ingest", "query", "results"},
    "__main__": {"cli"},
}
# Library → the only folder that may import it.
CONFINED = {
    "whoosh": "searchlib/engines/whoosh",
    "flask": "webui",
    "markupsafe": "webui",
    "click": "searchlib",
    "simplemma": "searchlib/analysis",
    "lxml": "searchlib/ingest/formats",
    "waitress": "searchlib/commands",
}
HEAVY = {"numpy", "whoosh", "flask", "lxml", "simplemma", "waitress", "symspellpy"}


def modules():
    return [path for folder in ("searchlib", "webui") for path in sorted((ROOT / folder).rglob("*.py"))]


def imported(path, *, lazy):
    """The names of the modules that a file imports; with `lazy`, also those imported inside functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = ast.walk(tree) if lazy else at_import_time(tree.body)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def at_import_time(statements):
    for node in statements:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif (isinstance(node, ast.If) and "TYPE_CHECKING" not in ast.dump(node.test)) or isinstance(node, ast.Try):
            yield from at_import_time(node.body)


def part_of(path):
    return path.relative_to(ROOT / "searchlib").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_lies_below_it(path):
    names = {name for name in imported(path, lazy=True) if name.startswith("searchlib")}
    if path.is_relative_to(ROOT / "webui"):
        return
    part = part_of(path)
    parts = {name.split(".")[1] for name in names if "." in name} - {part}
    assert part in MAY_IMPORT, f"{part} has no row in the table"
    # What is imported from the package itself (`from searchlib import __version__`) is no part.
    known = {name for name in parts if name in MAY_IMPORT} - BOTTOM
    assert known <= MAY_IMPORT[part], f"{part} may not import {known - MAY_IMPORT[part]}"
    assert "webui" not in names or path.name == "serve.py"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_library_is_imported_in_its_folder_only(path):
    for name in imported(path, lazy=True):
        home = CONFINED.get(name.split(".")[0])
        assert home is None or path.is_relative_to(ROOT / home), f"{name} belongs in {home}"


def test_webui_is_imported_by_serve_alone():
    importers = [
        path.name
        for path in (ROOT / "searchlib").rglob("*.py")
        if any(name.split(".")[0] == "webui" for name in imported(path, lazy=True))
    ]
    assert importers == ["serve.py"]


def test_help_does_not_wait_for_heavy_libraries():
    """What `searchlib --help` imports, followed through the library's own modules."""
    todo, seen = [ROOT / "searchlib/cli.py"], set()
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        for name in imported(path, lazy=False):
            assert name.split(".")[0] not in HEAVY, f"{path.relative_to(ROOT)} imports {name}"
            target = ROOT / name.replace(".", "/")
            todo += [each for each in (target.with_suffix(".py"), target / "__init__.py") if each.is_file()]


@pytest.mark.parametrize("path", sorted((ROOT / "searchlib/ingest/formats").glob("*.py")), ids=lambda path: path.stem)
def test_a_format_knows_nothing_of_minutes(path):
    """Formats give extracts; what becomes of them is for those who ask."""
    names = {name for name in imported(path, lazy=True) if name.startswith("searchlib.ingest.")}
    outside = {name.split(".")[2] for name in names} - {"formats"}
    assert outside <= {"encodings", "extracts", "limits", "web_frame"}
