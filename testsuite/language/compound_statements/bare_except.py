"""A bare except catches what other handlers do not, and must come last."""
try:
    raise BaseException
except Exception:
    print("Exception")
except:
    print("bare")
try:
    exec("try:\n    pass\nexcept:\n    pass\nexcept ValueError:\n    pass\n")
    print("accepted")
except SyntaxError:
    print("SyntaxError")
