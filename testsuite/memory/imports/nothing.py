# A program that imports nothing, which the others of this folder are compared with.
print(hasattr(print, "append"))
