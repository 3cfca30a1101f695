"""exec() with two namespaces reads both and binds names in the second."""
g = {"a": 1}
l = {"b": 2}
exec("c = a + b\na = 10", g, l)
print(l["c"], l["a"], g["a"], "c" in g)
