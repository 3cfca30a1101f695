"""What cases are about whose programs do not tell: patterns of ids, in the order they are tried."""

import re
from typing import Final

from harness.usage.feature import Feature, Kind

# What no program that compiles does; a case about it has no uses to weigh.
INVALID: Final = "invalid syntax"

_SYNTAX_ERRORS: Final = (
    r"compound_statements/parameter_named_twice|execution/(global_after_use|nonlocal_needs)"
    r"|imports/star_import_in_function|simple_statements/(invalid_targets|return_outside)"
    r"|lexical/(bytes_literal_is_ascii|dedent_to|hex_escape_too_short|keywords_are_reserved"
    r"|leading_zeros|str_and_bytes_do_not_join|tabs_and_spaces|underscore_misplaced)"
    r"|expressions/(call_duplicate_keyword|call_star_after_keyword)"
)
_SYNTAX: Final = (
    (INVALID, _SYNTAX_ERRORS),
    ("leaving finally", r"compound_statements/(break|continue|return)_in_finally"),
    ("finally", r"compound_statements/return_value_before_finally"),
    ("annotated function", r"compound_statements/function_annotations"),
    ("keyword-only parameter", r"compound_statements/keyword_only"),
    ("default value", r"compound_statements/default_sees"),
    ("in", r"expressions/membership_uses"),
    ("call", r"compound_statements/argument_errors|expressions/(call|calling)_(?!spread|unpacks)"),
    ("call with *", r"expressions/call_(spread|unpacks)"),
    ("try", r"compound_statements/(except_(expression|takes)|exception_passes)"),
    ("except as", r"compound_statements/except_name"),
    ("async def", r"compound_statements/coroutine"),
    ("async generator", r"expressions/async_generator"),
    ("attribute", r"datamodel/(bound_methods_are|builtin_is_not_bound|function_on_instance)"),
    ("__lt__ method", r"datamodel/comparison_re"),
    ("__radd__ method", r"datamodel/(reflected_operand|subclass_operand)"),
    ("__getitem__ method", r"datamodel/subscript_gets"),
    ("__hash__ method", r"datamodel/objects_as_dict_keys"),
    ("attribute assignment", r"datamodel/function_attributes"),
    ("private name", r"datamodel/private_names"),
    ("==", r"datamodel/default_equality|expressions/unequal_types"),
    ("None", r"datamodel/none_"),
    ("several bases", r"datamodel/inconsistent_bases"),
    ("nested function", r"execution/(closures|deleted_closure)"),
    ("assignment", r"execution/(assignment|builtins|globals_are|parameters)"),
    ("raise", r"execution/uncaught|simple_statements/raise_(in_finally|needs)"),
    ("del", r"execution/deleted_local"),
    ("walrus", r"expressions/assignment_expression"),
    ("list comprehension", r"expressions/(nested_)?comprehension_?|execution/comprehension"),
    ("<", r"expressions/(comparison|ordering)_"),
    ("+", r"expressions/(operands|operator|subtraction)_"),
    ("yield", r"expressions/generators?_(?!expression|return_value)"),
    ("dict display", r"expressions/display_order"),
    ("** in a display", r"expressions/double_star"),
    ("star in a display", r"expressions/(star_in_displays|unpacking_in_return)"),
    ("from import", r"imports/(import_from|missing_name)"),
    ("import", r"imports/(import_(again|is_local)|missing_module|module_not|modules_are)"),
    ("bytes literal", r"lexical/unicode_escapes_not_in_bytes"),
    ("identifier beyond ASCII", r"lexical/(identifiers_are|unicode_identifiers)"),
    ("assignment", r"lexical/(case_of|soft_keywords)"),
    ("if", r"lexical/(uneven_indentation|statements_on_one_line)"),
    ("comment", r"lexical/comments"),
    ("escaped line end", r"lexical/escaped_newline"),
    ("backslash at the end of a line", r"lexical/explicit_line"),
    ("call", r"lexical/implicit_line|simple_statements/expression_statement"),
    ("f-string with doubled braces", r"lexical/f_string_braces"),
    ("f-string nested format", r"lexical/f_string_nested"),
    ("f-string !a", r"lexical/f_string_conversions"),
    ("f-string with =", r"lexical/f_string_self"),
    ("f-string beside braces", r"lexical/f_string_adjacent"),
    ("__format__ method", r"lexical/f_string_calls_format"),
    ("attribute of a number literal", r"lexical/attribute_of_integer"),
    ("decorator of any form", r"compound_statements/decorator_is_any"),
    ("raw f-string", r"lexical/f_string_raw"),
    ("complex literal", r"lexical/imaginary"),
    ("hex literal", r"lexical/integer_literal_bases"),
    ("string beyond ASCII", r"lexical/source_is_utf8"),
    ("escape", r"lexical/string_escapes"),
    ("line end CR", r"lexical/(line_ends|missing_final)"),
    ("underscore in a number", r"lexical/underscores"),
    ("+=", r"simple_statements/augmented"),
    ("raise again", r"simple_statements/raise_with_nothing"),
    ("starred target", r"simple_statements/unpack_star"),
    ("unpacking", r"simple_statements/(unpack|swap|assignment_in_order)"),
    ("chained assignment", r"simple_statements/assignment_targets"),
    ("slice with step", r".*/(stepped_slices|extended_slices|slicing_steps|slices_in_subscripts)$"),
    ("slice with step assignment", r".*/extended_slice_assignment"),
    ("slice with step deletion", r".*/extended_slice_deletion"),
    ("slice deletion", r".*/slice_deletion"),
    ("% formatting", r"(str|bytes)/percent_"),
    ("class", r"exceptions/(own_|outside)"),
    (
        "big int",
        r"int/(around|big|large|counting|doubling|minimum|bitwise_of_large|(parse|format)_l)",
    ),
    ("yield", r"iterators/generator"),
    ("+", r"numbers/mixed"),
    ("//", r"numbers/floor"),
    ("%", r"numbers/modulo"),
    ("**", r"numbers/negative_base"),
    ("/", r"numbers/true_division"),
    ("attribute", r"types/unbound"),
)
_OTHERS: Final = (
    (Kind.METHODS, ".__bases__", r"datamodel/class_bases"),
    (Kind.METHODS, ".__class__", r"datamodel/class_can_be"),
    (Kind.METHODS, ".__mro__", r"datamodel/mro_attribute"),
    (Kind.METHODS, ".__doc__", r"datamodel/(class|function)_docstring"),
    (Kind.METHODS, ".__name__", r"datamodel/(class|function)_name"),
    (Kind.METHODS, ".__context__", r"simple_statements/raise_(sets|in_finally)"),
    (Kind.METHODS, ".__traceback__", r"exceptions/traceback_attribute"),
    (Kind.METHODS, "BaseException.args", r"exceptions/args_"),
    (Kind.METHODS, "bytes.decode", r"str/decode"),
    (Kind.METHODS, "str.isalnum", r"str/isalnum"),
    (Kind.METHODS, "OSError.errno", r"exceptions/os_error_errno"),
    (Kind.BUILTINS, "slice", r"slice/(attributes|as_subscript|equality)"),
    (Kind.BUILTINS, "complex", r"complex/"),
    (Kind.BUILTINS, "super", r"datamodel/super_"),
    (Kind.BUILTINS, "__import__", r"imports/import_function"),
    (Kind.BUILTINS, "__name__", r"imports/name_of_main"),
    (Kind.BUILTINS, "print", r"functions/print_"),
    (Kind.BUILTINS, "bool", r"truth/"),
    (Kind.BUILTINS, "set", r"set/(.*operators|subset|subclass)"),
    (Kind.BUILTINS, "bytes", r"bytes/search_for_str"),
    (Kind.BUILTINS, "bytearray", r"bytearray/item_assignment"),
    (Kind.BUILTINS, "float", r"float/nan_is"),
    (Kind.BUILTINS, "range", r"range/(attributes|indexing)"),
    (Kind.BUILTINS, "tuple", r"tuple/(comparison|subclass)"),
    (Kind.BUILTINS, "iter", r"iterators/(exhausted|list|iterators)"),
    (Kind.BUILTINS, "ModuleNotFoundError", r"imports/module_not_found"),
    (Kind.BUILTINS, "Exception", r"exceptions/(any_attribute|hierarchy|one_instance)"),
    (Kind.MODULES, "types.GenericAlias", r"types/generic_alias"),
    (Kind.MODULES, "types.UnionType", r"types/union_of_types"),
    (Kind.MODULES, "sys.implementation", r"sys/version_and"),
    (Kind.MODULES, "re.compile", r"re/compiled_pattern"),
    (Kind.MODULES, "re.search", r"re/lookaround"),
    (Kind.MODULES, "re.split", r"re/split"),
    (Kind.MODULES, "re.IGNORECASE", r"re/flags"),
)

# Patterns of what follows the part of an id; the first that fits tells the feature.
SUBJECTS: Final = tuple(
    (re.compile(rf"(?:language|builtins|stdlib)/(?:{pattern})"), Feature(kind, name))
    for kind, name, pattern in (*_OTHERS, *((Kind.SYNTAX, *it) for it in _SYNTAX))
)
