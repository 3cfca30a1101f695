"""An ExceptionGroup holds exceptions and can be split by class."""
group = ExceptionGroup("text", [ValueError(1), TypeError(2), ValueError(3)])
a, b = group.split(ValueError)
print([e.args for e in a.exceptions], [e.args for e in b.exceptions], group.message)
