"""KeyboardInterrupt and GeneratorExit are BaseExceptions but no Exceptions."""
for e in (KeyboardInterrupt, GeneratorExit):
    print(issubclass(e, Exception), issubclass(e, BaseException))
try:
    try:
        raise KeyboardInterrupt
    except Exception:
        print("Exception")
except BaseException:
    print("BaseException")
