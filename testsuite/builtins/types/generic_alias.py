"""Subscripting a built-in container type makes an alias that still makes the container."""
alias = list[int]
print(alias("ab"), dict[str, int](a=1), alias.__origin__ is list, alias.__args__ == (int,))
