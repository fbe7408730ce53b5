"""Every text of the project that can be translated, read from its sources."""

import ast
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.template import Engine, Node, Template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from tests.harness.services import CHECKOUT

APPS = ("tracker", "accounts", "tasks", "reports", "notifications", "seeds")
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop", "say"}
COUNTED = {"ngettext", "ngettext_lazy", "counted"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}


def source_texts(*, without: str = "") -> dict[str, str]:
    """msgid → a file in which it stands; none of those below the folder `without`."""
    every = chain(_in_python(), _in_templates())
    return {text: at for text, at in every if not (without and at.startswith(without))}


def catalogues() -> dict[str, Catalog]:
    """App → its Vietnamese catalogue."""
    found = {}
    for app in APPS:
        path = CHECKOUT / app / "locale" / "vi" / "LC_MESSAGES" / "django.po"
        if path.exists():
            with path.open("rb") as text:
                found[app] = read_po(text)
    return found


def _in_python() -> Iterator[tuple[str, str]]:
    for app in APPS:
        for path in sorted((CHECKOUT / app).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for call in ast.walk(ast.parse(path.read_text())):
                if isinstance(call, ast.Call):
                    yield from ((text, _name(path)) for text in _said(call))


def _said(call: ast.Call) -> Iterator[str]:
    """The texts that a call of a gettext function names."""
    function: str = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    wanted = {
        **dict.fromkeys(PLAIN, slice(0, 1)),
        **dict.fromkeys(COUNTED, slice(0, 1)),
        **dict.fromkeys(IN_CONTEXT, slice(1, 2)),
    }.get(function)
    for argument in call.args[wanted] if wanted else []:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value


def _in_templates() -> Iterator[tuple[str, str]]:
    roots = [CHECKOUT / "templates", *(CHECKOUT / app / "templates" for app in APPS)]
    for root in roots:
        for path in sorted(p for p in root.rglob("*") if p.suffix in {".html", ".txt"}):
            template = Engine.get_default().from_string(path.read_text())
            yield from ((text, _name(path)) for text in _translated(template))


def _translated(template: Template) -> Iterator[str]:
    for node in template.nodelist.get_nodes_by_type(Node):
        if isinstance(node, TranslateNode):
            literal = node.filter_expression.var
            yield str(getattr(literal, "literal", literal))
        elif isinstance(node, BlockTranslateNode):
            yield node.render_token_list(node.singular)[0]


def _name(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))
