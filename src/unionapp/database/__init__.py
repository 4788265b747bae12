"""The data file: transactions, migrations, encryption, the journal of changes, and locks."""
