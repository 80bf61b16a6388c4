"""The pages about protocols, by group: lists, records, comparing, drafting, reading a file, and acts."""
