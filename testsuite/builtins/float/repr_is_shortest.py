"""A float's repr has no more digits than are needed to tell it from its neighbours."""
print(0.1, 0.2, 0.7, 1.1, 2.3, 100.1, 0.001, 1.5e-5)
