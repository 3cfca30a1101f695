"""The empty string is found at the first place looked at, and counted between all characters."""
print("abc".find(""), "abc".find("", 3), "abc".find("", 1, 2), "abc".rfind(""), "".find(""))
print("abc".count(""), "".count(""), "" in "", "" in "abc")
