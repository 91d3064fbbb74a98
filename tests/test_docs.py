"""What can be typed stands in the README."""

import re
from pathlib import Path

import click
import pytest

from searchlib import cli
from searchlib.query.scanner import FIELDS, OPERATORS

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(cli.searchlib.commands))
def test_every_command_and_option_is_in_the_readme(name):
    assert f"searchlib {name}" in README
    for parameter in cli.searchlib.commands[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[0] in README


@pytest.mark.parametrize("word", sorted(OPERATORS) + [f"{field}:" for field in FIELDS if field != "ar"])
def test_every_operator_and_field_is_in_the_readme(word):
    assert word in README


def test_every_parameter_of_the_search_page_is_in_the_readme():
    from webui import params

    source = Path(params.__file__).read_text(encoding="utf-8")
    names = re.findall(r'"(\w+)"', re.search(r'\{("q"[^}]*)\}', source)[1])
    assert "ar" in names
    assert [name for name in names if not re.search(rf"[?&]{name}=", README)] == []


def test_every_setting_of_the_environment_is_in_the_readme():
    root = Path(cli.__file__).resolve().parents[1]
    sources = [path for folder in ("searchlib", "webui") for path in (root / folder).rglob("*.py")]
    names = {name for path in sources for name in re.findall(r"SEARCHLIB_[A-Z_]+", path.read_text(encoding="utf-8"))}
    assert {name for name in names if name not in README} == set()


@pytest.mark.parametrize("path", sorted(re.findall(r"\]\((?!http)([^)#]+)\)", README)))
def test_every_link_leads_somewhere(path):
    assert (Path(__file__).resolve().parents[1] / path).exists()
