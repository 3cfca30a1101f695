"""A subscript with colons passes a slice, alone or in a tuple."""
class A:
    def __getitem__(self, key):
        return key


a = A()
s = a[1:2]
print(s.start, s.stop, s.step, a["a"::5].start, a["a"::5].step)
t = a[1:2, 3]
print(len(t), t[0].stop, t[1])
