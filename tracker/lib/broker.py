"""What a Redis URL is called by Celery."""

from urllib.parse import parse_qs, urlsplit


def broker_url(redis_url: str) -> str:
    """`redis_url` as Celery wants it: it names sockets, and databases on them, its own way."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    database = parse_qs(parts.query).get("db", ["0"])[-1]
    return f"redis+socket://{parts.netloc}{parts.path}?virtual_host={database}"
