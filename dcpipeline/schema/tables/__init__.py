"""The declarations, a module per layer."""
