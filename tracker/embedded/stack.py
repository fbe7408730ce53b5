"""Start and stop the services of one home together."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tracker.embedded import sockets
from tracker.embedded.account import account_for, ourselves
from tracker.embedded.addresses import Addresses, addresses, socket_folder
from tracker.embedded.credentials import with_free_mail_port
from tracker.embedded.home import held, prepared
from tracker.embedded.postgres import Postgres
from tracker.embedded.processes import evict, how_it_ended
from tracker.embedded.roles import settle
from tracker.embedded.valkey import Valkey

Server = Postgres | Valkey


@dataclass(slots=True)
class Stack:
    """The running services of `home`; its lock is held as long as they run."""

    home: Path
    addresses: Addresses
    servers: list[Server] = field(default_factory=list)

    def fallen(self) -> str | None:
        """Which server has died, how, and where it says why; None while all live."""
        for server in self.servers:
            status = server.process.poll()
            if status is not None:
                return f"{server.name} died ({how_it_ended(status)}); see {server.log}"
        return None


@contextmanager
def start(
    home: Path,
    *,
    postgres: bool = True,
    valkey: bool = True,
    durable: bool = True,
    say: Callable[[str], None] = lambda _: None,
) -> Iterator[Stack]:
    """Run the services asked for in `home`, whatever state a killed stack left it in.

    `say` gets one line per step. `durable=False` is for tests. Raises StackError.
    """
    home = prepared(home)
    with ExitStack() as undo:
        undo.enter_context(held(home))
        kept, folder = with_free_mail_port(home), socket_folder(home)
        account = account_for(home / "postgres") if postgres else ourselves()
        for data in ("postgres", "valkey"):
            evict(working_in=home / data, listening_in=folder)
        undo.callback(sockets.removed, folder)
        sockets.made(folder, account)
        stack = Stack(home, addresses(home))
        if postgres:
            server = Postgres(home, folder, account, durable=durable)
            undo.callback(server.stop)
            settle(server, kept)
            stack.servers.append(server)
            say(f"{server.name} runs in {server.data}")
        if valkey:
            broker = Valkey(home, folder / "valkey")
            undo.callback(broker.stop)
            stack.servers.append(broker)
            say(f"{broker.name} runs in {broker.data}")
        yield stack
