"""Exceptions for bad keys and indices are LookupErrors, arithmetic ones ArithmeticErrors."""
print(issubclass(KeyError, LookupError), issubclass(IndexError, LookupError))
print(issubclass(ZeroDivisionError, ArithmeticError), issubclass(OverflowError, ArithmeticError))
print(issubclass(NotImplementedError, RuntimeError), issubclass(UnicodeError, ValueError))
print(issubclass(IndentationError, SyntaxError), issubclass(LookupError, Exception))
