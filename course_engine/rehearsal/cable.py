"""The cable between a trainee's computer and the server: a relay on the loopback that can be pulled."""

import socket
from contextlib import suppress
from threading import Event, Lock, Thread
from typing import Self

LOOPBACK = "127.0.0.1"
CHUNK = 65_536


class Cable:
    """Carries connections to a server. Pulled, it cuts them where they stand and refuses new ones.

    Args:
        far_end: the address of the server.

    Attributes:
        address: where to connect instead.
        dropped: set once an answer came back that nobody received.
    """

    def __init__(self, far_end: tuple[str, int]) -> None:
        self._far_end = far_end
        self._listener = socket.create_server((LOOPBACK, 0))
        self.address: tuple[str, int] = self._listener.getsockname()
        self.dropped = Event()
        self._lock = Lock()
        self._pulled = self._mute = False
        self._open: set[socket.socket] = set()

    def __enter__(self) -> Self:
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_failure: object) -> None:
        self.pull()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def pull(self) -> None:
        """Cut every connection, in the middle of whatever it carries."""
        with self._lock:
            self._pulled = True
            for end in self._open:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def plug_in(self) -> None:
        """Carry again, both ways."""
        with self._lock:
            self._pulled = self._mute = False

    def mute(self) -> None:
        """Carry what is asked and drop what is answered: the server hears, nobody hears the server."""
        with self._lock:
            self._mute = True

    def _accept(self) -> None:
        with suppress(OSError):  # the listener was closed
            while True:
                near, _address = self._listener.accept()
                Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        """Carry one connection until either end is closed."""
        with near, suppress(OSError), socket.create_connection(self._far_end) as far:
            if not self._hold(near, far):
                return
            try:
                back = Thread(target=self._pass, args=(far, near), kwargs={"is_answer": True}, daemon=True)
                back.start()
                self._pass(near, far)
                back.join()
            finally:
                with self._lock:
                    self._open -= {near, far}

    def _hold(self, *ends: socket.socket) -> bool:
        """Take a connection in, unless the cable is pulled."""
        with self._lock:
            if not self._pulled:
                self._open.update(ends)
            return not self._pulled

    def _pass(self, source: socket.socket, target: socket.socket, *, is_answer: bool = False) -> None:
        with suppress(OSError):
            while chunk := source.recv(CHUNK):
                if is_answer and self._mute:
                    self.dropped.set()
                else:
                    target.sendall(chunk)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
