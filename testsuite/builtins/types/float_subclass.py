"""A subclass of float computes like a float."""
class F(float):
    def half(self):
        return self / 2


f = F(2.5)
print(f.half(), f + 1, f == 2.5, isinstance(f, float), -f, 2 * f)
