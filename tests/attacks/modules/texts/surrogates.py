"""Uses texts that no encoding can hold."""


def attack(name, *args, **kwargs):
    if name == "relu":
        raise ValueError("\udcff\ud800 \x00 \uffff")
    return "\udcff" if name == "tanh" else {"\ud800": 1.0}
