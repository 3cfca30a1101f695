"""abs() of a negative zero is a positive zero."""
print(abs(-0.0), -0.0, abs(0.0), abs(-2.5), abs(-7))
