"""The connection goes to the address that was checked; the name is used for all else."""

import datetime
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dcpipeline.fetch import Fetcher, Request
from dcpipeline_tests.fetch.helpers import (
    IMPATIENT,
    QUICK,
    Script,
    answered,
    get,
    page,
    refused,
    scripted,
)
from dcpipeline_tests.site import Site


def test_a_name_that_changes_its_address_is_not_followed() -> None:
    """Rebinding: public at the first look-up, this machine at every later one."""
    looked_up: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["8.8.8.8"] if len(looked_up) == 1 else ["127.0.0.1"]

    answers = iter([page(b"", status=b"503 Busy"), page(b"", b"Location: /b", status=b"302 Go")])
    script = Script(lambda path: next(answers, page(b"end")))
    with scripted(script, resolve=resolve) as fetcher:
        response = answered(get(fetcher, "http://rebind.example/a"))
        assert (response.body, response.ip) == (b"end", "8.8.8.8")
        assert script.asked == ["/robots.txt", "/a", "/a", "/b"]
        assert looked_up == ["rebind.example"]
        assert set(script.connected) == {("8.8.8.8", 80)}
        assert refused(get(fetcher, "http://rebind.example/c")).code == "private_address"
    assert set(script.connected) == {("8.8.8.8", 80)}


def test_the_site_sees_the_name_while_the_connection_goes_to_the_address() -> None:
    with Site() as site:
        name = "Suanli.Example"
        settings = {"resolve": lambda host, port: ["127.0.0.1"], "politeness": QUICK}
        with Fetcher(allowed_host=name, **settings) as fetcher:
            response = answered(get(fetcher, site.url("/listing", name)))
        assert response.ip == "127.0.0.1"
        assert {seen.headers["host"] for seen in site.log} == {f"suanli.example:{site.port}"}
        assert site.paths() == ["/robots.txt", "/listing"]


def test_the_next_address_is_tried_when_one_takes_no_connection() -> None:
    script = Script(page())

    def connect(ip: str, port: int, seconds: float) -> socket.socket:
        if ip == "2606:4700::1":
            raise ConnectionRefusedError("no route")
        return script(ip, port, seconds)

    ips = ["2606:4700::1", "8.8.8.8"]
    with scripted(script, connect=connect, resolve=lambda host, port: ips) as fetcher:
        assert answered(get(fetcher, "http://a.example/")).ip == "8.8.8.8"


def test_a_host_that_takes_no_connection() -> None:
    def connect(ip: str, port: int, seconds: float) -> None:
        raise TimeoutError("timed out")

    with scripted(Script(page()), connect=connect) as fetcher:
        refusal = refused(get(fetcher, "http://a.example/"))
    assert (refusal.code, refusal.detail) == (
        "connection",
        "No connection: 8.8.8.8: timed out.",
    )


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and self-signed certificate for suanli.example."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "suanli.example")])
    day = datetime.timedelta(days=1)
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("suanli.example")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture(scope="module")
def secure_site(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Site(tls=context) as site:
        yield site


def _secure_fetcher(name: str, trust: Path | None) -> Fetcher:
    context = ssl.create_default_context(cafile=trust) if trust else None
    return Fetcher(
        allowed_host=name,
        resolve=lambda host, port: ["127.0.0.1"],
        politeness=QUICK,
        tls=context,
    )


def test_a_self_signed_certificate_is_refused(secure_site: Site) -> None:
    with _secure_fetcher("suanli.example", None) as fetcher:
        refusal = refused(get(fetcher, secure_site.url("/listing", "suanli.example")))
    assert refusal.code == "tls" and "self" in refusal.detail
    assert secure_site.log == []


def test_a_trusted_certificate_is_checked_against_the_name(
    secure_site: Site, certificate: Path
) -> None:
    with _secure_fetcher("suanli.example", certificate) as fetcher:
        response = answered(get(fetcher, secure_site.url("/listing", "suanli.example")))
        assert response.ip == "127.0.0.1"
        drip = Request(secure_site.url("/trap/drip", "suanli.example"))
        assert refused(fetcher.fetch(drip, IMPATIENT)).code == "timeout"
    with _secure_fetcher("other.example", certificate) as fetcher:
        refusal = refused(get(fetcher, secure_site.url("/listing", "other.example")))
    assert refusal.code == "tls" and "other.example" in refusal.detail


def test_a_plain_server_behind_https_is_a_tls_fault() -> None:
    with Site() as site, _secure_fetcher("suanli.example", None) as fetcher:
        url = site.url("/listing", "suanli.example").replace("http:", "https:")
        assert refused(get(fetcher, url)).code == "tls"
