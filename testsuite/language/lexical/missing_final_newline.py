"""The last line of a source needs no line end, even inside a block."""
exec("print(1)")
exec("if True:\n    print(2)")
exec("if True:\n    print(3)  # comment")
