"""pop() removes the last item or the one at an index, and raises IndexError if there is none."""
a = [1, 2, 3, 4]
print(a.pop(), a.pop(0), a.pop(-2), a)
for i in (5, -5):
    try:
        a.pop(i)
    except IndexError:
        print("IndexError")
a.pop()
try:
    a.pop()
except IndexError:
    print("IndexError")
