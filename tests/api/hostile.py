"""Bodies that nobody means well with: each is (name, bytes, headers)."""

import json

DEEP = 200_000


def bodies() -> list[tuple[str, bytes, dict]]:
    """Sixty of them."""
    values = [
        None, True, 0, -1, 1e308, "", " ", "x" * 10_000, "\u202e", "\ufeff", "’; drop table x; --", "{{7*7}}", "<script>",
        "../../etc/passwd", "%00", "\x7f", [], [[]], [None], {}, {"": ""}, {"$ne": 1}, {"__proto__": {}}, [1] * 5000,
    ]  # fmt: skip
    found = [
        (f"value {place}", json.dumps({name: value}).encode(), {})
        for place, value in enumerate(values) for name in ("answers", "outcome")
    ]  # fmt: skip
    raw = [
        b"", b"{", b"}", b"null", b"[]", b'"text"', b"7", b"{} {}", b"{'a': 1}", b'{"a": NaN}', b'{"a": Infinity}',
        b'{"a": 1e999}', b'{"a": 1, "a": 2}', b'{"a": "\\u0000"}', b'{"a": "\\ud800"}', b'{"\\u0000": 1}', b'{"a": "\xff"}',
        b"\xef\xbb\xbf{}", b"\xff\xfe{\x00}\x00", b'{"a": ' + b"9" * 10_000 + b"}", b'{"a": -' + b"9" * 5_000 + b"e1}",
        b'{"a":' * DEEP + b"1" + b"}" * DEEP, b"[" * DEEP, b'{"a": ' + b"[" * 33 + b"]" * 33 + b"}",
        b'{"a": "' + b"x" * 300_000 + b'"}', b'{"answers": {"1a": {"why": "\x0b"}}}', b"<a/>", b"a=1&b=2", b"\x00",
    ]  # fmt: skip
    found += [(f"raw {place}", body, {}) for place, body in enumerate(raw)]
    kinds = [
        "application/json; charset=bz2_codec", "application/json; charset=utf-16", "application/json; charset=zlib",
        "application/xml", "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "",
        "application/json; charset=", "a" * 2000,
    ]  # fmt: skip
    return found + [(f"kind {place}", b"{}", {"kind": kind}) for place, kind in enumerate(kinds)]
