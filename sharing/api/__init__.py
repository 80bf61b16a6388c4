"""Requests and disclosures for programs: the same acts as the pages, by the codes of the questions."""
