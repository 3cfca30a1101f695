"""Code run by exec binds its names in the dictionary it is given."""
names = {"a": 1}
exec("b = a + 1\ndef f():\n    return a * 10", names)
print(names["b"], names["f"]())
names["a"] = 5
print(names["f"]())
print("b" in globals())
