"""What do the law, the marking schemes, the clocks and the calendars say, and since when?

Dated data and pure functions: no database, no clock of their own. Nothing here is legal advice; every row
says where it comes from and whether anyone has confirmed it.
"""
