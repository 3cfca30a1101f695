"""Comments and blank lines do not end a block, whatever their indentation."""
if True:
    print("one")
# at the left margin

        # far to the right
    print("two")
print("#", "not # a comment")
