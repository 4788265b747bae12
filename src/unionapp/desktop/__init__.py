"""The window: the only room that knows Qt.

A new screen is a form file, a short class and its test:

1. `ui/<subject>/<screen>.ui`, drawn in Qt Designer. Labels are buddies of their fields, the tab
   order is complete, names end in the role (`amountEdit`, `saveButton`). What the style sheet and
   the icons need are properties: `role` (title, heading, muted, hint, primary, link, panel) and
   `sign` (a file of resources/icons).
2. `desktop/<subject>/<screen>.py`: annotate the widgets and call `forms.load_form`. Records of one
   kind are a `page.ListPage`, an `entry_pane.EntryPane` and a `subject_page.RecordsPage`; what may
   be refused stands in `notices.explaining`, long work goes through `Desk.run`.
3. `tests/desktop/test_<screen>.py`, with the walks of `tests/desktop/walk.py`.

Fields (`fields/`) read what officers mean, tables (`grids/`) show any number of rows, `look/`
dresses everything, `charts/` draws. Nothing here decides a rule or asks the database.
"""
