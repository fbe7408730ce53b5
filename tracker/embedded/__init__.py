"""PostgreSQL and Valkey from their wheels, for who has no servers of their own.

Knows nothing of Django: it supplies URLs, and whoever reads them cannot tell the difference.
"""

from tracker.embedded.addresses import Addresses, addresses
from tracker.embedded.errors import HomeInUse, StackError
from tracker.embedded.stack import Stack, start

__all__ = ["Addresses", "HomeInUse", "Stack", "StackError", "addresses", "start"]
