# The module itertools can be imported and has count.
import itertools

print(hasattr(itertools, "count"))
