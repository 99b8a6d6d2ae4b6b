"""Returns a list that holds itself, and one that is a hundred thousand deep."""


def attack(name, *args, **kwargs):
    deep = []
    if name == "relu":
        deep.append(deep)
    for _ in range(100_000):
        deep = [deep]
    return deep
