"""A triple-quoted string keeps line ends, and quotes that are fewer than three."""
text = """a "quoted" and ''
  indented"""
print(repr(text.split("\n")))
print(len(""""x"""))
