"""Bytes have the searching and splitting methods of strings, with bytes as arguments."""
b = b"a,b,,c"
print(b.split(b","), b.replace(b",", b"--"), b.find(b"b"), b.count(b","), b.rfind(b","))
print(b" x ".strip(), b.startswith(b"a,"), b",".join([b"p", b"q"]))
