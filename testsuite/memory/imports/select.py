# The module select can be imported and has select.
import select

print(hasattr(select, "select"))
