"""Help, a page for each role: what to do on Monday, step by step and with pictures.

The text is in `tracker/templates/help/<language>/<role>.html`; a test holds the languages together.
The pictures are taken from the demo by `make help-pictures`.
"""
