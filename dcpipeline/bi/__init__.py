"""Ready-made pictures for BI tools that read the published file.

Belongs here: the Superset dashboard as readable YAML, how it becomes a bundle that Superset
imports, and the few requests that import it. Does not belong here: figures and rules (``marts``),
the published file itself (``warehouse``), the static page (``report``). Nothing here opens the
file.
"""

from dcpipeline.bi.bundle import Kind, superset_bundle
from dcpipeline.bi.errors import SupersetError, SupersetRefusedError, SupersetUnreachableError
from dcpipeline.bi.importing import Imported, import_dashboard

__all__ = [
    "Imported",
    "Kind",
    "SupersetError",
    "SupersetRefusedError",
    "SupersetUnreachableError",
    "import_dashboard",
    "superset_bundle",
]
