"""A dataclass has an __init__, a repr and an equality made from its annotations."""
from dataclasses import dataclass


@dataclass
class P:
    x: int
    y: int = 2


print(P(1), P(1) == P(1, 2), P(x=3, y=4).y, P(1) != P(2))
