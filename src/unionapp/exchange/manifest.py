"""What a signature covers: the digest list for people, and the manifest each signer signs.

Both are read by writing them anew from what a pattern found and comparing the bytes, so that no
XML parser ever meets a stranger's file.
"""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unionapp.errors import Refusal
from unionapp.exchange import limits

LIST_NAME = "manifest-sha256.txt"
ROOT_NAME = "package.json"

_MEDIA_TYPES = {
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pem": "application/x-pem-file",
    "crl": "application/pkix-crl",
    "txt": "text/plain",
    "xml": "text/xml",
    "p7s": "application/pkcs7-signature",
}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" '
    'xmlns:ds="http://www.w3.org/2000/09/xmldsig#">\n'
    '<asic:SigReference URI="{signature}" MimeType="application/pkcs7-signature"/>\n'
)
_REFERENCE = (
    '<asic:DataObjectReference URI="{name}" MimeType="{media_type}"{root}>'
    '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
    "<ds:DigestValue>{digest}</ds:DigestValue></asic:DataObjectReference>\n"
)
_TAIL = "</asic:ASiCManifest>\n"
_FOUND = re.compile(
    r'^<asic:DataObjectReference URI="([A-Za-z0-9._/-]+)" .*<ds:DigestValue>([A-Za-z0-9+/]{43}=)<',
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A file and the SHA-256 of its content."""

    name: str
    digest: bytes


def manifest_name(number: int) -> str:
    """Where signer `number`'s manifest stands."""
    return f"META-INF/ASiCManifest{number:03}.xml"


def signature_name(number: int) -> str:
    """Where signer `number`'s signature stands."""
    return f"META-INF/signature{number:03}.p7s"


def write_list(digests: Mapping[str, bytes]) -> bytes:
    """The digest list, as `sha256sum -c` reads it, of every file it has to cover."""
    names = sorted(name for name in digests if _is_listed(name))
    return "".join(f"{digests[name].hex()}  {name}\n" for name in names).encode("ascii")


def package_id(digest_list: bytes) -> str:
    """The name of a package for ever: it covers all content and no signature."""
    return "sha256:" + hashlib.sha256(digest_list).hexdigest()


def write_manifest(number: int, references: Sequence[Reference]) -> bytes:
    """What signer `number` signs."""
    lines = [_HEAD.format(signature=signature_name(number))]
    for reference in references:
        root = ' Rootfile="true"' if reference.name == ROOT_NAME else ""
        digest = base64.b64encode(reference.digest).decode("ascii")
        media_type = _MEDIA_TYPES.get(reference.name.rpartition(".")[2], "")
        lines.append(
            _REFERENCE.format(name=reference.name, media_type=media_type, root=root, digest=digest)
        )
    return "".join([*lines, _TAIL]).encode("ascii")


def read_manifest(number: int, data: bytes) -> tuple[Reference, ...]:
    """The references of signer `number`'s manifest.

    Raises:
        Refusal: E_MANIFEST if its form is not exactly ours.
    """
    text = data.decode("ascii", "replace")
    references = tuple(
        Reference(name, base64.b64decode(digest)) for name, digest in _FOUND.findall(text)
    )
    if write_manifest(number, references) != data:
        raise Refusal("E_MANIFEST", file=manifest_name(number))
    return references


def covered_names(number: int, names: Sequence[str]) -> list[str]:
    """What signer `number` has to cover: all content, then the manifests and signatures before."""
    content = sorted(name for name in names if not name.startswith("META-INF/"))
    earlier = [
        name(before) for before in range(1, number) for name in (manifest_name, signature_name)
    ]
    return content + earlier


def count_signatures(names: Sequence[str]) -> int:
    """How many signatures a container has, numbered without a gap.

    Raises:
        Refusal: E_UNSIGNED, or E_EXTRA or E_MISSING if META-INF holds anything else than whole
            pairs.
    """
    found = {name for name in names if name.startswith("META-INF/")}
    if not found:
        raise Refusal("E_UNSIGNED", needed=1, found=0)
    most = limits.SIGNATURES
    possible = {pair(n) for n in range(1, most + 1) for pair in (manifest_name, signature_name)}
    if found - possible:
        raise Refusal("E_EXTRA", file=min(found - possible))
    count = max(int(re.sub(r"\D", "", name.rpartition("/")[2][:-4])) for name in found)
    missing = [
        pair(n)
        for n in range(1, count + 1)
        for pair in (manifest_name, signature_name)
        if pair(n) not in found
    ]
    if missing:
        raise Refusal("E_MISSING", file=missing[0])
    return count


def _is_listed(name: str) -> bool:
    return name != LIST_NAME and not name.startswith("META-INF/")
