"""compile() makes code that exec() and eval() run as often as they are asked."""
code = compile("n + 1", "here", "eval")
print(eval(code, {"n": 1}), eval(code, {"n": 10}))
names = {"n": 5}
block = compile("n = n * 2\nm = n", "here", "exec")
exec(block, names)
exec(block, names)
print(names["n"], names["m"])
