"""The house as it is drawn: who may import whom, what each command loads, and what is declared."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests import ROOT

PACKAGE = ROOT / "comparer"
HEAVY = ("PySide6", "lxml", "docx", "pypdfium2", "trafilatura", "openpyxl", "xlsxwriter", "dask", "torch", "sklearn")
MOST_LINES = 400
FOR_OTHERS = {"lxml-html-clean"}
"""Declared for a dependency that asks lxml for it under an extra that lxml no longer has."""


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Top names of the packages that a module imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def loaded_by(*arguments: str) -> set[str]:
    """Top names of what is in memory after a command line ran."""
    code = (
        "import json, sys\n"
        "from comparer.cli import main\n"
        "main(json.loads(sys.argv[1]))\n"
        "print('\\n' + json.dumps(sorted({m.split('.')[0] for m in sys.modules})))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(arguments)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_import_contract() -> None:
    pytest.importorskip("importlinter")
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_only_the_window_and_one_writer_know_qt() -> None:
    knowing = {p.relative_to(PACKAGE).as_posix() for p in modules() if "PySide6" in set(imported(p))}
    assert [name for name in knowing if not name.startswith(("window/", "reports/pdf/"))] == []


def test_nothing_opens_an_address() -> None:
    opening = re.compile(r"urllib\.request|from urllib import request|QtNetwork|QtWebEngine|asyncio\.open_connection")
    assert [p.name for p in modules() if opening.search(p.read_text(encoding="utf-8"))] == []


def test_modules_stay_small_and_say_what_they_are_for() -> None:
    texts = {p.relative_to(PACKAGE).as_posix(): p.read_text(encoding="utf-8") for p in modules()}
    assert {name: n for name, text in texts.items() if (n := text.count("\n")) > MOST_LINES} == {}
    assert [name for name, text in texts.items() if not ast.get_docstring(ast.parse(text))] == []


def test_what_is_imported_is_declared_and_what_is_declared_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [name for names in project["optional-dependencies"].values() for name in names]
    declared = {_plain(re.split(r"[<>=~!\[; ]", d)[0]) for d in (*project["dependencies"], *extras)}
    used = {name for p in modules() for name in imported(p)} - set(sys.stdlib_module_names) - {"comparer"}
    providers = {module: {_plain(d) for d in names} for module, names in packages_distributions().items()}
    undeclared = {module for module in used if not providers.get(module, {_plain(module)}) & declared}
    assert undeclared == set()
    written = {word for p in modules() for word in re.findall(r"\w+", p.read_text(encoding="utf-8"))}
    named = {d for module, names in providers.items() if module in written for d in names}
    assert declared - named - FOR_OTHERS == set()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_help_loads_next_to_nothing() -> None:
    assert loaded_by("--help") & {*HEAVY, "numpy", "spacy", "onnxruntime", "rich"} == set()


def test_report_on_plain_text_loads_no_format_and_no_qt(tmp_path: Path) -> None:
    for name, text in {"a": "The dam held, the mayor said.", "b": "The dam broke, the mayor said."}.items():
        (tmp_path / f"{name}.txt").write_text(f"Dam\n\n{text}\n", encoding="utf-8")
    loaded = loaded_by("report", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "-o", str(tmp_path / "out.json"))
    assert (tmp_path / "out.json").exists()
    assert loaded & set(HEAVY) == set()
