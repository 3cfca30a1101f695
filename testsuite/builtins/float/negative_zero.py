"""Negative zero equals zero but keeps its sign."""
z = -0.0
print(z == 0.0, z, -z, 0.0 * -1, z + 0.0, z * z, str(z), [z])
print(0.0 in [z], {0.0: "a"}[z], z < 0.0)
