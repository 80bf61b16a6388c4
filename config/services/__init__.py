"""What a checkout needs beside Python, brought or found: PostgreSQL, Valkey, assets, libraries, one supervisor."""
