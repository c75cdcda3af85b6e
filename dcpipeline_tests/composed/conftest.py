"""The gazetteer of the shipped tables, as the tests of ``normalize`` build it."""

from dcpipeline_tests.normalize.conftest import gazetteer

__all__ = ["gazetteer"]
