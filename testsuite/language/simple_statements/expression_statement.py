"""An expression statement is evaluated and its value dropped."""
def f():
    print("called")
    return "value"


f()
f() and f()
"a string alone", 5
[f() for i in range(1)]
print("end")
