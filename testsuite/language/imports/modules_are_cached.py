"""An import takes a module from sys.modules if it is there, whatever it is."""
import sys


class Fake:
    answer = 42


sys.modules["made_up_module"] = Fake
import made_up_module
from made_up_module import answer

print(made_up_module is Fake, answer)
