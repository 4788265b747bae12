"""The data file: engine, transactions, migrations, encryption, journal, period locks."""
