"""The program that is run is the module __main__."""
print(__name__)
