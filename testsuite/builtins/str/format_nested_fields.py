"""A field's specification may hold fields, numbered after the outer one."""
print("{:{}}|{:{}{}}|".format(5, 4, "a", ">", 3), "{0:{1}{2}}|".format(1, "^", 5))
print("{:{w}.{p}f}".format(0.5, w=8, p=3))
