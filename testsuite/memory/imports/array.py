# The module array can be imported and has array.
import array

print(hasattr(array, "array"))
