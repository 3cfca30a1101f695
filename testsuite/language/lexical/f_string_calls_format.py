"""An f-string formats an object through its __format__ method."""
class Metre:
    def __format__(self, spec):
        return "<" + spec + ">"


print(f"{Metre()} {Metre():.2f km} {Metre():{'a'}b}")
