"""The table of the database cache, in which rate limits live (its shape is Django's)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_tables")]

    operations = [
        migrations.RunSQL(
            "create table concordat_cache (cache_key varchar(255) primary key, value text not null,"
            " expires timestamptz not null); create index concordat_cache_expires on concordat_cache (expires)",
            "drop table concordat_cache",
        )
    ]
