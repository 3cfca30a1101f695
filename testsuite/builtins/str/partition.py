"""partition() and rpartition() cut at the first and the last separator into three parts."""
print("a=b=c".partition("="), "abc".partition("="), "=".partition("="))
print("a=b=c".rpartition("="), "abc".rpartition("="))
try:
    "a".partition("")
except ValueError:
    print("ValueError")
