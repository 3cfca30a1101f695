"""types names the types of functions, methods, generators and modules."""
import sys
import types


def f():
    yield


print(isinstance(f, types.FunctionType), isinstance(f(), types.GeneratorType))
print(isinstance(sys, types.ModuleType), isinstance(len, types.FunctionType))
