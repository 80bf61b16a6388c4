"""Every version of every record, as auditors, officers and heads read it: a list, one record, and a file to take away."""
