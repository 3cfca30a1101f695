"""dedent() removes common indentation and wrap() fills lines to a width."""
import textwrap

print(repr(textwrap.dedent("  a\n    b\n  c")))
print(textwrap.wrap("one two three four", 9))
