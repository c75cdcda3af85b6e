"""``python -m dcpipeline`` is the same as ``dcpipeline``."""

from dcpipeline.cli import main

if __name__ == "__main__":
    main()
