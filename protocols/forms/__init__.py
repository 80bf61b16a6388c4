"""What is asked on the pages about protocols. Forms check what was typed; actions decide and write."""
