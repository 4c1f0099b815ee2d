"""Every example in the library's docstrings runs, and every public function has one."""

import ast
import doctest
import importlib
from collections.abc import Iterator
from contextvars import Context
from pathlib import Path

import pytest

import geo

ROOT = Path(geo.__file__).parent
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(("geo", *path.relative_to(ROOT).with_suffix("").parts))
        yield name.removesuffix(".__init__"), ast.parse(path.read_text("utf-8"))


def _examples(name: str, tree: ast.Module, small: geo.Dataset) -> Iterator[doctest.DocTest]:
    names = {**vars(importlib.import_module(name)), "geo": geo, "small": small}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            title = f"{name}.{getattr(node, 'name', '')}"
            text = ast.get_docstring(node) or ""
            yield doctest.DocTestParser().get_doctest(text, names, title, name, 0)


def test_examples_say_what_happens(small: geo.Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATLAS_PUBLIC_URL", raising=False)
    faults: list[str] = []
    for name, tree in _modules():
        for example in _examples(name, tree, small):
            runner = doctest.DocTestRunner(verbose=False, optionflags=FLAGS)
            Context().run(runner.run, example, out=faults.append)
    assert not faults, "\n".join(faults)


def test_every_public_function_has_an_example() -> None:
    without = [
        f"{name}:{function.lineno} {function.name}"
        for name, tree in _modules()
        for function in _public_functions(tree)
        if ">>>" not in (ast.get_docstring(function) or "")
    ]
    assert not without, "\n".join(without)


def _public_functions(inside: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef]:
    """Yield functions and methods, apart from methods that the class's own example shows."""
    lines = (ast.get_docstring(inside) or "").splitlines()
    shown = "".join(line for line in lines if line.startswith(">>>"))
    named = (node for node in inside.body if isinstance(node, ast.ClassDef | ast.FunctionDef))
    for node in named:
        if node.name.startswith("_"):
            continue
        if isinstance(node, ast.ClassDef):
            yield from _public_functions(node)
        elif f".{node.name}" not in shown:
            yield node
