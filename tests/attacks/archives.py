"""Files and archives that attack whoever opens them: made here, since nobody wants them in a repository."""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import zipfile

from .unit import FUNCTIONS, UNIT

_WRONG = "".join(f"def {name}(z):\n    return 0.0 * z\n\n\n" for name in FUNCTIONS).encode()
_PY = f"{UNIT}.py"


def _zip(*members, mode=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", mode) as out:
        for name, data in members:
            out.writestr(name, data)
    return stream.getvalue()


def _link(target):
    info = zipfile.ZipInfo(_PY)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, target


def _lying_bomb():
    """A member of a gigabyte that says it has ten bytes."""
    data = bytearray(_zip((_PY, b"#" * (64 << 20))))
    place = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, place + 24, 10)
    return bytes(data)


def _nested(depth):
    data = _zip((_PY, _WRONG))
    for _ in range(depth):
        data = _zip(("inner.zip", data))
    return data


def _linked_to(target):
    return lambda path: path.symlink_to(target)


def _sparse(size):
    def write(path):
        path.write_bytes(b'{"cells": [], "metadata": {}, "x": "')
        os.truncate(path, size)

    return write


def _deep_json():
    return b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"


def _large_notebook():
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": "x = 1\n" * 100_000}]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}).encode()


def archives():
    """Return the files of each attack, by file name: bytes, or a function that makes the file."""
    slips = ("../../../../tmp/eve_slip.py", "/tmp/eve_slip.py", "..\\..\\eve_slip.py", "C:\\eve_slip.py")
    return {
        "zip_slip": {"eve.zip": _zip(*((name, _WRONG) for name in slips), (_PY, _WRONG))},
        "zip_bomb": {"eve.zip": _zip((_PY, b"#" * (200 << 20)))},
        "lying_bomb": {"eve.zip": _lying_bomb()},
        "nested_zips": {"eve.zip": _nested(40)},
        "many_members": {"eve.zip": _zip(*((f"{n}.py", b"") for n in range(5000)), mode=zipfile.ZIP_STORED)},
        "overlong_names": {"eve.zip": _zip(("a/" * 30_000 + "x.py", b""), ("\x1b[31m<script>.py", _WRONG))},
        "zipped_link": {"eve.zip": _zip(_link("/etc/passwd"))},
        "zipped_link_to_spec": {"eve.zip": _zip(_link(f"../../../hidden/{UNIT}.json"))},
        "encrypted_flag": {
            "eve.zip": _zip((_PY, _WRONG)).replace(b"PK\x01\x02\x14\x03", b"PK\x01\x02\x14\x03\x14")
        },
        "torn_zip": {"eve.zip": _zip((_PY, _WRONG))[:-20]},
        "link": {_PY: _linked_to("/etc/passwd")},
        "link_to_spec": {_PY: _linked_to(f"../../../hidden/{UNIT}.json")},
        "link_to_neighbour": {_PY: _linked_to(f"../ada/{UNIT}.py")},
        "link_to_itself": {_PY: _linked_to(_PY)},
        "link_to_device": {_PY: _linked_to("/dev/zero")},
        "pipe": {_PY: os.mkfifo},
        "hundred_megabytes": {f"{UNIT}.ipynb": _sparse(100 << 20)},
        "large_code": {f"{UNIT}.ipynb": _large_notebook()},
        "deep_json": {f"{UNIT}.ipynb": _deep_json()},
        "deep_python": {_PY: b"x = " + b"(" * 5000 + b")" * 5000},
        "deep_elses": {_PY: b"if 0: pass\n" + b"elif 0: pass\n" * 8000},
        "null_bytes": {_PY: b"x = 1\x00\nimport os\n" + _WRONG},
        "utf_16": {_PY: ("\ufeff" + _WRONG.decode()).encode("utf-16-le")},
        "declared_encoding": {_PY: b"# -*- coding: utf-7 -*-\n+AGYAbwBy- = 1\n" + _WRONG},
        "unknown_encoding": {_PY: b"# coding: rot13\n" + _WRONG},
        "latin_bytes": {_PY: b"# \xff\xfe\xe9\n" + _WRONG},
        "right_to_left": {_PY: "access = 'user\u202e \u2066# right\u2069 \u2066'\n".encode() + _WRONG},
        "homoglyphs": {_PY: "def sigmo\u0456d(z):\n    return 1\nde\uff46 = 1\n".encode() + _WRONG},
        "line_separators": {_PY: "x = 1\u2028import os\u2029\x0c\x0b\x1c\n".encode() + _WRONG},
        "hostile_name": {"\x1b[2J<img src=x onerror=eve()>.py": _WRONG},
    }
