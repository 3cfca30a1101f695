"""splitlines() splits at LF, CR and CR LF, and makes no empty last line."""
print("a\nb\r\nc\rd\n".splitlines(), "".splitlines(), "\n".splitlines(), "a\n\nb".splitlines())
print("a\nb\r\nc".splitlines(True))
