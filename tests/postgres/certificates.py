"""Certificates for a server of the tests, made by openssl."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.postgres.server import account, unprivileged

LOOPBACK = "IP:127.0.0.1"
_CONFIG = """
[ca]
default_ca = this
[this]
database = index
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
x509_extensions = names
[any]
commonName = supplied
[names]
subjectAltName = {names}
"""


@dataclass(frozen=True)
class Certificate:
    key: Path
    file: Path


def certificate(
    folder: Path, name: str, names: str = LOOPBACK, *, expired: bool = False
) -> Certificate:
    """Return a certificate signed by itself, for db.example.org and `names`."""
    here = folder / name
    here.mkdir()
    for file, content in (
        ("index", ""),
        ("serial", "01"),
        ("config", _CONFIG.format(names=names)),
    ):
        (here / file).write_text(content)
    for each in (here, *here.iterdir()):
        os.chown(each, account().pw_uid, -1)
    made = Certificate(here / "key.pem", here / "cert.pem")
    _openssl(here, "req -newkey rsa:2048 -nodes -subj /CN=db.example.org -out csr")
    ends = "20200102000000Z" if expired else "20991231000000Z"
    _openssl(
        here,
        "ca -batch -config config -selfsign -keyfile key.pem -in csr -notext "
        f"-out cert.pem -startdate 20200101000000Z -enddate {ends}",
    )
    return made


def _openssl(here: Path, words: str) -> None:
    key = ["-keyout", "key.pem"] if words.startswith("req") else []
    subprocess.run(  # noqa: S603 - no shell, nothing from outside
        [*unprivileged(), "openssl", *words.split(), *key],
        check=True,
        capture_output=True,
        cwd=here,
    )
