"""Mutants of a Python source: operators, constants, conditions, calls and statements, found in its syntax tree."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from itertools import pairwise, product

from mutation.edits import Edit, literal, number, swaps

_OPERATOR = re.compile(r"is not|not in|[!=<>]=|[-+*/&<>]|\b(?:is|in|and|or)\b")
_RECEIVER_INSTEAD = {"replace", "lower", "strip", "translate"}
_ARGUMENT_INSTEAD = {"normalize", "sorted", "set", "frozenset", "fold", "trim", "int"}


def mutants(source: str) -> Iterator[Edit]:
    """Yield every mutant of a source, in no particular order."""
    tree = ast.parse(source)
    where = _Places(source)
    skipped = {id(inner) for node in ast.walk(tree) for part in _not_run(node) for inner in ast.walk(part)}
    documentation = {where.of(node)[0] for node in ast.walk(tree) if _is_documentation(node)}
    for node in ast.walk(tree):
        if id(node) not in skipped:
            yield from _of_node(node, source, where)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        start = where.offset(token.start)
        if token.type == tokenize.STRING and start not in documentation | _places_of(skipped, tree, where):
            yield from literal(start, token.string)


def _not_run(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a node that say types, names and imports, not what is computed."""
    match node:
        case ast.arg(annotation=ast.expr() as annotation):
            yield annotation
        case ast.FunctionDef(returns=ast.expr() as returns):
            yield returns
        case ast.AnnAssign(annotation=annotation):
            yield annotation
        case ast.Assign(targets=[ast.Name(id="__all__" | "_" | "Q" | "K" | "R")]):
            yield node
        case ast.ClassDef(bases=bases, keywords=options, decorator_list=decorators):
            yield from (*bases, *(option.value for option in options), *decorators)


def _is_documentation(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _places_of(skipped: set[int], tree: ast.AST, where: "_Places") -> set[int]:
    return {
        where.of(node)[0] for node in ast.walk(tree) if id(node) in skipped and isinstance(node, ast.Constant)
    }


def _of_node(node: ast.AST, source: str, where: "_Places") -> Iterator[Edit]:
    for one, other in pairwise(_operands(node)):
        yield from _operator(where.of(one)[1], where.of(other)[0], source)
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield Edit(where.of(node)[0], where.of(operand)[0], "")
        case ast.Constant(value=bool()) | ast.Name():
            yield from swaps(where.of(node)[0], ast.get_source_segment(source, node) or "")
        case ast.Constant(value=int() | float()):
            yield from number(where.of(node)[0], ast.get_source_segment(source, node) or "")
        case ast.If(test=test) | ast.IfExp(test=test):
            yield from _conditions([test], where)
        case ast.comprehension(ifs=tests):
            yield from _conditions(tests, where)
        case ast.Raise() | ast.Expr(value=ast.Call()):
            yield Edit(*where.of(node), "pass")
        case ast.Call(func=func):
            yield from _call(node, func, where)


def _operands(node: ast.AST) -> list[ast.expr]:
    """Return what stands on both sides of each operator of a node."""
    match node:
        case ast.Compare(left=left, comparators=rights):
            return [left, *rights]
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.BoolOp(values=values):
            return values
    return []


def _conditions(tests: list[ast.expr], where: "_Places") -> Iterator[Edit]:
    for test, other in product(tests, ("True", "False")):
        yield Edit(*where.of(test), other)


def _operator(start: int, end: int, source: str) -> Iterator[Edit]:
    found = _OPERATOR.search(source, start, end)
    if found:
        yield from swaps(found.start(), found[0])


def _call(node: ast.Call, func: ast.expr, where: "_Places") -> Iterator[Edit]:
    """Yield a call left out, or replaced by one of another name."""
    name = func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""
    start, end = where.of(node)
    if isinstance(func, ast.Attribute):
        yield from swaps(where.of(func)[1] - len(name), name)
        if name in _RECEIVER_INSTEAD:
            yield Edit(where.of(func.value)[1], end, "")
    if name in _ARGUMENT_INSTEAD and node.args:
        first, last = where.of(node.args[-1])
        yield Edit(start, end, where.source[first:last])


class _Places:
    """From lines and columns (bytes, as the syntax tree counts them) to places in the source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = source.splitlines(keepends=True)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    def offset(self, place: tuple[int, int]) -> int:
        return self.starts[place[0] - 1] + place[1]

    def of(self, node: ast.AST) -> tuple[int, int]:
        assert isinstance(node, ast.expr | ast.stmt)
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._in_bytes(node.lineno, node.col_offset), self._in_bytes(
            node.end_lineno, node.end_col_offset
        )

    def _in_bytes(self, line: int, column: int) -> int:
        before = self.lines[line - 1].encode()[:column].decode()
        return self.starts[line - 1] + len(before)
