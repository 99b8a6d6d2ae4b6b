"""Returns objects that say they equal everything."""


class Right:
    __eq__ = __ge__ = __le__ = lambda *_: True
    __ne__ = __lt__ = __gt__ = lambda *_: False
    __hash__ = object.__hash__
    __sub__ = __rsub__ = __abs__ = __float__ = lambda *_: 0.0
    __bool__ = lambda self: True
    shape, dtype, ndim, size = (), "float64", 0, 1


def attack(name, *args, **kwargs):
    return Right()
