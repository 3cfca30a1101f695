"""iter() of an iterator is that iterator, so two loops share its items."""
it = iter([1, 2, 3, 4])
print(iter(it) is it)
for x in it:
    print(x)
    if x == 2:
        break
print(list(it), list(it))
