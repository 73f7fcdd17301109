"""The office file: connection, models, migrations, journal, queries."""
