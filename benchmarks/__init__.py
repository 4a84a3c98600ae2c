"""How fast the handbook is beside the bare tools it stands on: `.venv/bin/python -m benchmarks`."""
