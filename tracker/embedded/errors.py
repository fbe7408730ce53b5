"""What goes wrong with the services, told in one line."""


class StackError(Exception):
    """The stack cannot start or go on; the message is one line, fit to be shown as it is."""


class HomeInUse(StackError):
    """Another stack holds this home."""
