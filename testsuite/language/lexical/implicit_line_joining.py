"""Inside brackets lines join, whatever their indentation, with comments and blank lines."""
values = [1,  # first

2,
        # only a comment
    3,
]
print(values, sum((4,
5)))
