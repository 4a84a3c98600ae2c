"""What editors are given: examples to start from, and the schema their editor checks against."""
