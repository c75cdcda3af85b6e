"""Tests of the marts of counts."""
