"""Is it still as fast as we say? `python -m bench` measures, checks each answer first, and prints ratios to a floor."""
