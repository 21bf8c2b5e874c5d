"""核验这个证据包：只用 Python 自带的东西，不联网，不改文件。Checks this package with Python alone.

用法 usage: python verify.py [文件夹 folder]    结果 exit code: 0 全部通过 all passed, 1 有不通过 something failed
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import sys
from pathlib import Path

SIGNED = ("checkpoint.txt", "checkpoint.sig"), ("tagmanifest-sha256.txt", "tagmanifest-sha256.txt.sig")
UNLISTED = {"tagmanifest-sha256.txt", "tagmanifest-sha512.txt", "tagmanifest-sha256.txt.sig"}
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def main(arguments: list[str]) -> int:
    """Check the package and print one line a check; return 0 when everything passed."""
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    problems: list[str] = []
    for name, check in CHECKS:
        try:
            found = check(root)
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            found = [f"读不懂：{type(error).__name__}"]
        print(f"{'不通过' if found else '通过  '}  {name}")
        for one in found:
            print(f"        {one}")
        problems += found
    print("\n" + ("有不通过的地方，这个包和导出时不一样。" if problems else "全部通过：这个包和导出时一样。"))
    print("能说明：原件从封存那一刻起没有改过，其他文件从导出那一刻起没有改过。")
    print("不能说明：是谁发的，内容是不是真的，封存以前有没有改过，有没有漏掉别的。是否采信，由法院认定。")
    return 1 if problems else 0


def sums(root: Path) -> list[str]:
    """Compare every listed file with its sums."""
    found = []
    for name in ("manifest-sha256.txt", "manifest-sha512.txt", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt"):
        for path, total in listed(root, name).items():
            if not is_inside(root, path):
                found.append(f"{path}：不见了，或不是普通文件")
            elif digest(root / path, name.rpartition("-")[2][:6]) != total:
                found.append(f"{path}：和 {name} 里的数不一样")
    return found


def counted(root: Path) -> list[str]:
    """Look for files that no list names, for lists that differ, and compare the counts."""
    payload, other = (set(listed(root, f"manifest-{kind}.txt")) for kind in ("sha256", "sha512"))
    tags, more = (set(listed(root, f"tagmanifest-{kind}.txt")) for kind in ("sha256", "sha512"))
    here = {path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir() or path.is_symlink()}
    found = [f"{path}：多出来的文件" for path in sorted(here - payload - tags - UNLISTED)]
    strays = {path for path in payload | tags if path.startswith("data/") != (path in payload)}
    if payload != other or tags != more or strays:
        found.append("两份清单列的文件不一样")
    size = sum((root / path).stat().st_size for path in payload if is_inside(root, path))
    told = re.search(r"^Payload-Oxum: (\d+)\.(\d+)$", (root / "bag-info.txt").read_text("utf-8"), re.M)
    if not told or (int(told[1]), int(told[2])) != (size, len(payload)):
        found.append(f"data 里应有的个数和大小对不上：清单 {len(payload)} 个，{size} 字节")
    if (root / "bagit.txt").read_bytes() != b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n":
        found.append("bagit.txt：不是 BagIt 1.0 的声明")
    return found


def signatures(root: Path) -> list[str]:
    """Check both signatures with the key in signer.pem."""
    key = public_key(root)
    print(f"        签名公钥指纹：{hashlib.sha256(key).hexdigest()[:32]}，请和纸质目录上的对一对")
    wrong = [name for name, by in SIGNED if not ed25519(key, (root / name).read_bytes(), (root / by).read_bytes())]
    return [f"{name}：签名不对" for name in wrong]


def proofs(root: Path) -> list[str]:
    """Check that each original is what was sealed, and that its sealing stands in the signed record."""
    found: list[str] = []
    proven: set[str] = set()
    body = (root / "checkpoint.txt").read_text("utf-8").split("\n")
    size, top = int(body[1]), base64.b64decode(body[2])
    for path in sorted((root / "proofs").glob("*.json")):
        proof = json.loads(path.read_text("utf-8"))
        leaf = proof["leaf"].encode("utf-8")
        steps = [bytes.fromhex(step) for step in proof["path"]]
        if proof["size"] != size or climbed(hashlib.sha256(b"\0" + leaf).digest(), proof["index"], size, steps) != top:
            found.append(f"{path.name}：不在签过名的记录里")
        if proof["file"] is None:
            continue
        proven.add(proof["file"])
        content = bytes.fromhex(proof["sha256"])
        sealed = hmac.new(bytes.fromhex(proof["salt"]), content, hashlib.sha256).hexdigest()
        if not is_inside(root, proof["file"]) or digest(root / proof["file"], "sha256") != content.hex():
            found.append(f"{proof['file']}：不是封存的那一份")
        elif json.loads(leaf).get("content") != sealed:
            found.append(f"{proof['file']}：和封存记录对不上")
    kept = {path for path in listed(root, "manifest-sha256.txt") if path.startswith("data/原始/")}
    return found + [f"{path}：没有封存记录" for path in sorted(kept ^ proven)]


def listed(root: Path, name: str) -> dict[str, str]:
    """Read a manifest: path to sum; raises ValueError for a line of any other shape."""
    lines = (root / name).read_bytes().decode("utf-8").split("\n")
    rows = [line.split("  ", 1) for line in lines[:-1]]
    paths = {path: total for total, path in rows}
    if len(paths) != len(rows) or lines[-1] or not all(path.isprintable() for path in paths):
        raise ValueError(name)
    return paths


def is_inside(root: Path, path: str) -> bool:
    """Tell whether a path names a plain file of the package."""
    steps = [root.joinpath(*Path(path).parts[:count]) for count in range(1, len(Path(path).parts) + 1)]
    return ".." not in Path(path).parts and (root / path).is_file() and not any(step.is_symlink() for step in steps)


def digest(path: Path, kind: str) -> str:
    """Hash a file of any size."""
    total = hashlib.new(kind)
    with path.open("rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            total.update(chunk)
    return total.hexdigest()


def climbed(node: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Climb from a leaf to the root (RFC 9162, 2.1.3.2); returns b"" where the path does not fit."""
    last = size - 1
    for step in path:
        if last == 0 or index > last:
            return b""
        if index & 1 or index == last:
            node = hashlib.sha256(b"\1" + step + node).digest()
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\1" + node + step).digest()
        index, last = index >> 1, last >> 1
    return node if last == 0 else b""


def public_key(root: Path) -> bytes:
    """Return the 32 bytes of the Ed25519 key in signer.pem."""
    words = re.findall(r"^[A-Za-z0-9+/=]+$", (root / "signer.pem").read_text("ascii"), re.M)
    der = base64.b64decode("".join(words))
    if len(der) != 44 or der[:12] != bytes.fromhex("302a300506032b6570032100"):
        raise ValueError("signer.pem")
    return der[12:]


def ed25519(key: bytes, message: bytes, signature: bytes) -> bool:
    """Verify a signature as RFC 8032 says: s B = R + k A."""
    if len(signature) != 64 or int.from_bytes(signature[32:], "little") >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left = times(int.from_bytes(signature[32:], "little"), point(bytes.fromhex("58" + "66" * 31)))
    right = add(point(signature[:32]), times(k, point(key)))
    return all((left[at] * right[2] - right[at] * left[2]) % P == 0 for at in (0, 1))


def point(data: bytes) -> tuple[int, int, int, int]:
    """Read a point of the curve; raises ValueError where the bytes are none."""
    number = int.from_bytes(data, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("point")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def add(p: tuple[int, ...], q: tuple[int, ...]) -> tuple[int, int, int, int]:
    """Add two points."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    return (b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P


def times(scalar: int, p: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Multiply a point."""
    total = (0, 1, 1, 0)
    while scalar:
        total, p, scalar = add(total, p) if scalar & 1 else total, add(p, p), scalar >> 1
    return total


CHECKS = (("每个文件的数字", sums), ("文件个数和清单", counted), ("签名", signatures), ("封存记录", proofs))

if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
