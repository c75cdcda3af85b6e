"""Puts the dashboard into a running Superset through its REST interface."""

from dataclasses import dataclass
from typing import Any, Final

import requests

from dcpipeline.bi.bundle import Kind, identifier, superset_bundle
from dcpipeline.bi.errors import SupersetError, SupersetRefusedError, SupersetUnreachableError
from dcpipeline.bi.parts import dashboard

_SECONDS: Final = 120
_READ_SQL: Final = "SELECT snapshot_id FROM meta.snapshot"
_HINTS: Final = {
    "sqlalchemy.dialects:duckdb": (
        "install duckdb and duckdb-engine where Superset runs, see docs/bi.md"
    ),
    "does not exist": (
        "Superset can't find the file; with --database give its path as Superset sees it"
    ),
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What stands in Superset after an import.

    Attributes:
        address: of the dashboard.
        snapshot_id: the snapshot that Superset itself reads.
    """

    address: str
    snapshot_id: str


def import_dashboard(url: str, *, user: str, password: str, database_uri: str) -> Imported:
    """Imports database, datasets, charts and dashboard; what an earlier import left is renewed.

    Args:
        url: where Superset answers, such as ``http://127.0.0.1:8088``.
        user: name of a user who may import, such as an administrator.
        password: of that user, in Superset's own database of users.
        database_uri: SQLAlchemy address of the published file, as Superset sees it.

    Raises:
        SupersetUnreachableError: nothing answers there, or it is no Superset.
        SupersetRefusedError: wrong name or password, or the user may not import.
        SupersetError: Superset refuses the bundle or can't read the file.
    """
    with requests.Session() as session:
        server = _Server(session, url.rstrip("/"))
        server.log_in(user, password)
        bundle = superset_bundle(database_uri, Kind.ASSETS)
        server.ask("POST", "/api/v1/assets/import/", files={"bundle": ("dashboard.zip", bundle)})
        asked = {"database_id": server.database_number(), "sql": _READ_SQL, "runAsync": False}
        rows = server.ask("POST", "/api/v1/sqllab/execute/", json=asked)["data"]
        address = f"{server.url}/superset/dashboard/{dashboard()['slug']}/"
        return Imported(address, rows[0]["snapshot_id"])


class _Server:
    """A session with Superset's REST interface."""

    def __init__(self, session: requests.Session, url: str) -> None:
        self.url = url
        self._session = session

    def log_in(self, user: str, password: str) -> None:
        known = {"username": user, "password": password, "provider": "db", "refresh": False}
        token = self.ask("POST", "/api/v1/security/login", json=known)["access_token"]
        self._session.headers["Authorization"] = f"Bearer {token}"
        forgery = self.ask("GET", "/api/v1/security/csrf_token/")["result"]
        self._session.headers.update({"X-CSRFToken": forgery, "Referer": self.url})

    def database_number(self) -> int:
        """Superset's own number of the database that was imported."""
        found = self.ask("GET", "/api/v1/database/", params={"q": "(page_size:1000)"})["result"]
        numbers = [row["id"] for row in found if row["uuid"] == identifier("database")]
        if len(numbers) != 1:
            raise SupersetError("Superset took the bundle, but doesn't list its database")
        return int(numbers[0])

    def ask(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        """The JSON that Superset answers."""
        try:
            answer = self._session.request(method, self.url + path, timeout=_SECONDS, **more)
        except requests.RequestException as error:
            words = f"nothing answers at {self.url}: {type(error).__name__}"
            raise SupersetUnreachableError(words) from error
        try:
            document = answer.json()
        except requests.JSONDecodeError as error:
            words = f"{self.url}{path} answers {answer.status_code} without JSON: no Superset?"
            raise SupersetUnreachableError(words) from error
        if answer.ok:
            return dict(document)
        words = _words(document)
        if answer.status_code in {401, 403}:
            raise SupersetRefusedError(f"Superset refuses the user: {words}")
        raise SupersetError(f"Superset says: {words}{_hint(words)}")


def _words(document: Any) -> str:
    """What Superset gives as reason, in one of its two shapes."""
    match document:
        case {"errors": [{"message": str(first)}, *_] as errors}:
            inner = errors[0].get("extra") or {}
            return " ".join([first, *_strings(inner)])
        case {"message": message}:
            return str(message)
    return str(document)


def _strings(extra: Any) -> list[str]:
    """The reasons that stand below the parts of a bundle."""
    if not isinstance(extra, dict):
        return []
    parts = {name: value for name, value in extra.items() if name.endswith(".yaml")}
    return [f"{name}: {value}" for name, value in parts.items()]


def _hint(words: str) -> str:
    """What to change, where the reason is a known one."""
    found = [hint for part, hint in _HINTS.items() if part in words]
    return f"\n{found[0]}" if found else ""
