# The module operator can be imported and has attrgetter.
import operator

print(hasattr(operator, "attrgetter"))
