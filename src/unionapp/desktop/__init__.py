"""The window: the only room that knows Qt.

CONTRIBUTING.md tells how a new screen is made of a form file, a short class and its test.

Fields (`fields/`) read what officers mean, tables (`grids/`) show any number of rows, `look/`
dresses everything, `charts/` draws. Nothing here decides a rule or asks the database.
"""
