"""Who a server is: over https its certificate has to be vouched for, and to bear the name that was typed."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from twoway_client.errors import Refusal
from twoway_client.sync.remote import Address, Remote
from twoway_core.sync.limits import CONTENT_TYPE
from twoway_core.sync.messages import Challenge, ChallengeRequest

ASK = ChallengeRequest(bytes(16))
HERE, ELSEWHERE = "127.0.0.1", "127.0.0.2"


def certify(file: Path, address: str) -> None:
    """Write a key, and a certificate for ``address`` that nobody but itself vouches for."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a stranger")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))])
    certificate = builder.add_extension(names, critical=False).sign(key, SHA256())
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(secret + certificate.public_bytes(Encoding.PEM))


@contextmanager
def speaking_https(file: Path) -> Iterator[tuple[Remote, list[str]]]:
    """Run a server under the certificate in ``file``; yield a connection to it, and the paths it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that http.server calls
            asked.append(self.path)
            body = b"\x91\xc4\x20" + bytes(32)
            self.send_response(200)
            self.send_header("Content-Type", CONTENT_TYPE)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    server = HTTPServer((HERE, 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    remote = Remote(Address.parse(f"https://{HERE}:{server.server_port}"), timeout=5)
    try:
        yield remote, asked
    finally:
        remote.close()
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_said(tmp_path: Path) -> None:
    """Whoever stands in between learns no path, no token and no message."""
    certify(tmp_path / "server.pem", HERE)

    with speaking_https(tmp_path / "server.pem") as (remote, asked), pytest.raises(Refusal) as refused:
        remote.call("/v1/x", ASK, Challenge)

    assert (refused.value.code, asked) == ("certificate", [])
    assert "do not go on over this network" in refused.value.mend


@pytest.mark.parametrize(("name", "is_taken"), [(HERE, True), (ELSEWHERE, False)], ids=["its own", "another"])
def test_a_certificate_bears_the_name_that_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, is_taken: bool
) -> None:
    """One that is vouched for, but belongs to another server, is refused as well."""
    certify(tmp_path / "server.pem", name)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))

    with speaking_https(tmp_path / "server.pem") as (remote, asked):
        try:
            remote.call("/v1/x", ASK, Challenge)
            code = ""
        except Refusal as refusal:
            code = refusal.code

    assert (code, asked) == (("", ["/v1/x"]) if is_taken else ("certificate", []))
