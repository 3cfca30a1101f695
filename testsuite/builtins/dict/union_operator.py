"""The operator | merges two dicts, the right one winning, into a new one."""
a = {"a": 1, "b": 2}
b = {"b": 3, "c": 4}
print(sorted((a | b).items()), sorted((b | a).items()), len(a), len(b))
