"""The parts of `test.support` that are not for boards, in a form that is; and what is for none.

A board form replaces a definition of CPython's test support by one that needs no more than a board
has.  A `with` of an inlined context is replaced by its block.
"""

import ast
from typing import Final

from harness.derivation.sources import Rejected

Decorated = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

# By module and name.  A test case that is passed as the first argument is left out of the call.
BOARD_FORMS: Final = {
    ("test.support", "gc_collect"): """\
def gc_collect():
    import gc
    gc.collect()
""",
    ("test.support", "check_syntax_error"): """\
def check_syntax_error(statement, errtext='', lineno=None, offset=None):
    try:
        compile(statement, '<test>', 'exec')
    except SyntaxError:
        print(True)
    else:
        print(False, statement)
""",
    ("test.support", "check_impl_detail"): """\
def check_impl_detail(**guards):
    return not guards.get('cpython', True)
""",
    ("test.support", "is_resource_enabled"): """\
def is_resource_enabled(resource):
    return False
""",
    ("test.support.import_helper", "import_fresh_module"): """\
def import_fresh_module(name, fresh=(), blocked=(), deprecated=False):
    module = __import__(name)
    for part in name.split('.')[1:]:
        module = getattr(module, part)
    return module
""",
    ("test.support.import_helper", "import_module"): """\
def import_module(name, deprecated=False, required_on=()):
    module = __import__(name)
    for part in name.split('.')[1:]:
        module = getattr(module, part)
    return module
""",
    ("test.support", "captured_stdout"): """\
class captured_stdout:
    def __enter__(self):
        global print
        import io
        text = io.StringIO()
        builtin = print
        def print(*args, **kwargs):
            if kwargs.get('file') is None:
                kwargs['file'] = text
            builtin(*args, **kwargs)
        self.builtin = builtin
        return text
    def __exit__(self, *error):
        global print
        print = self.builtin
""",
}

# Contexts that change nothing a board has: the recursion limit, warnings, the cyclic collector.
INLINED: Final = frozenset(
    {
        "infinite_recursion",
        "disable_gc",
        "adjust_int_max_str_digits",
        "check_warnings",
        "check_no_warnings",
        "save_restore_warnings_filters",
        "check_no_resource_warning",
        "catch_warnings",
        "check_py3k_warnings",
        "ignore_warnings",
        "SuppressCrashReport",
        "subTest",
    }
)

# Decorators of test methods that wrap them and leave what they test as it is.
HARMLESS: Final = frozenset(
    {"no_tracing", "ignore_warnings", "reap_threads", "infinite_recursion", "set_recursion_limit"}
    | {"run_with_locale", "disable_gc", "save_restore_warnings_filters", "check_bytes_warnings"}
)
CPYTHON_ONLY: Final = frozenset({"cpython_only", "impl_detail", "refcount_test"})

# What a module outside of the test suite stands for where boards have nothing like it.
FOREIGN: Final = {
    "ctypes": "needs CPython's C API",
    "_ctypes": "needs CPython's C API",
    "_testcapi": "needs CPython's C API",
    "_testinternalcapi": "needs CPython's C API",
    "_testmultiphase": "needs CPython's C API",
    "_testbuffer": "needs CPython's C API",
    "_xxsubinterpreters": "needs CPython's C API",
    "_interpreters": "needs CPython's C API",
    "dis": "looks at CPython's bytecode",
    "opcode": "looks at CPython's bytecode",
    "concurrent": "needs threads",
    "_thread": "needs threads",
    "threading": "needs threads",
    "multiprocessing": "needs subprocesses",
    "subprocess": "needs subprocesses",
    "faulthandler": "needs subprocesses",
    "socket": "needs the network",
    "socketserver": "needs the network",
    "ssl": "needs the network",
    "tempfile": "needs files",
    "shutil": "needs files",
    "pathlib": "needs files",
    "locale": "needs locales",
    "_locale": "needs locales",
    "unittest": "unittest itself",
    "test.support.os_helper": "needs files",
    "test.support.script_helper": "needs subprocesses",
    "test.support.threading_helper": "needs threads",
    "test.support.socket_helper": "needs the network",
    "test.support.bytecode_helper": "looks at CPython's bytecode",
    "test.support.warnings_helper": "needs the warnings module",
    "warnings": "needs the warnings module",
    "tracemalloc": "looks at CPython's memory",
}
ALLOWED_PARTS: Final = frozenset(
    {("test.support.os_helper", "FakePath"), ("unittest", "case"), ("unittest", "util")}
)


def refuse_foreign(module: str, name: str = "") -> None:
    """Raise `Rejected` where a module is nothing a board could be asked for."""
    if (module, name) in ALLOWED_PARTS:
        return
    reason = FOREIGN.get(module) or FOREIGN.get(module.partition(".")[0])
    if reason is not None:
        raise Rejected(reason, f"{module}.{name}" if name else module)


def last_name(node: ast.expr) -> str:
    """Give the last name of what is called: `impl_detail` of `support.impl_detail()`."""
    while isinstance(node, ast.Call):
        node = node.func
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def examine_decorators(node: Decorated, *, is_wrapped: bool = False) -> str:
    """Say why a decorated definition does not count (a tag), if so.

    Raises `Rejected` for a decorator that changes what is tested; one that gave back what it got
    does not.
    """
    tag = ""
    for decorator in node.decorator_list:
        name = last_name(decorator)
        if name in CPYTHON_ONLY:
            tag = tag or "cpython_only"
        elif name in {"bigmemtest", "bigaddrspacetest"}:
            raise Rejected("needs gigabytes of memory", name)
        elif name == "expectedFailure":
            raise Rejected("expected to fail on CPython", name)
        elif "maxsize" in ast.unparse(decorator):
            tag = tag or "word size"
        elif is_wrapped and not (name in HARMLESS or name.startswith("requires_")):
            raise Rejected("a decorator that changes it", ast.unparse(decorator))
    return tag
