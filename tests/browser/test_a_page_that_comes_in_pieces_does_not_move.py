"""A slow line brings a page in pieces: it is drawn when it is whole, and nothing moves."""

import http.client
import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import soundness
from tests.harness.scene import scene
from tests.harness.visiting import carry_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PIECES, PAUSE = 8, 0.05


def test_not_even_its_tables(page: Page, live_server: Any) -> None:
    world = scene()
    page.add_init_script(soundness.WATCH)
    with _slow_line(live_server.url) as slow:
        carry_session(page.context, slow, world.readers["secretary"])
        page.goto(f"{slow}/rates/")
        assert page.locator("#end").count() == 1
        assert not list(soundness.stillness(page, "vi"))


@contextmanager
def _slow_line(site: str) -> Iterator[str]:
    """An address that answers as `site` does, but pages come piece by piece."""

    class Slowly(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = {"Cookie": self.headers["Cookie"] or ""}
            line = http.client.HTTPConnection(site.removeprefix("http://"))
            line.request("GET", self.path, headers=told)
            answer = line.getresponse()
            kind, body = answer.headers["Content-Type"], answer.read()
            line.close()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            size = len(body) // (PIECES if "html" in kind else 1) + 1
            for start in range(0, len(body), size):
                self.wfile.write(body[start : start + size])
                time.sleep(PAUSE)

        def log_message(self, *said: object) -> None:
            """Nothing: the run has its own words."""

    server = http.server.ThreadingHTTPServer(("localhost", 0), Slowly)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
