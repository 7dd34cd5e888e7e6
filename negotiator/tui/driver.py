"""The terminal at its worst: odd bytes, pasted control sequences, a line that hangs up."""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import threading
from codecs import getincrementaldecoder
from functools import partial
from typing import Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from negotiator.tui.messages import Ended

_AT_ONCE = 4096
_POP_KEYBOARD = "\x1b[<u"
_LOOK_SECONDS = 0.1
_AGAIN_SECONDS = 0.2
"""After which a terminal whose edge is being dragged has mostly come to rest."""
_PATIENCE_SECONDS = 15.0
"""How long what is on its way to the disk may take when the system ends the program."""


class Pastes:
    """Names the escape characters inside a paste, which Textual would take for the start of keys.

    What it does not know of them it would type, some of it before and some after the rest of the
    paste; where no line has the focus, every letter of that would be a command.
    """

    START, END = "\x1b[200~", "\x1b[201~"

    def __init__(self) -> None:
        self._inside = False
        self._tail = ""

    def safe(self, text: str) -> str:
        """The next piece of what the terminal sent, as Textual may read it."""
        done = ""
        while text:
            done, text = self._inner(done, text) if self._inside else self._outer(done, text)
        return done

    def _outer(self, done: str, text: str) -> tuple[str, str]:
        """Pass on what is no paste, which must not wait; its end may be half of a start."""
        whole = self._tail + text
        place = whole.find(self.START)
        if place < 0:
            self._tail = whole[1 - len(self.START) :]
            return done + text, ""
        cut = place + len(self.START) - len(self._tail)
        self._inside, self._tail = True, ""
        return done + text[:cut], text[cut:]

    def _inner(self, done: str, text: str) -> tuple[str, str]:
        """Keep back what may be half of an end."""
        text, self._tail = self._tail + text, ""
        words, end, rest = text.partition(self.END)
        if end:
            self._inside = False
        else:
            for size in range(min(len(text), len(self.END) - 1), 0, -1):
                if self.END.startswith(text[-size:]):
                    words, self._tail = text[:-size], text[-size:]
                    break
        return done + words.replace("\x1b", "\\x1b") + end, rest


class TerminalDriver(LinuxDriver):
    """Textual's own, but neither an odd byte nor a lost terminal ends it with a traceback."""

    _found: list[Any] | None = None
    """The terminal's settings as the shell left them."""
    _at_work: asyncio.AbstractEventLoop | None = None
    """None before the terminal was taken over, when there is nothing to give back."""

    def _sigtstp_application(self, *_: object) -> None:
        """Give the terminal back between two messages.

        The signal itself may come in the middle of a write, whose lock it would wait for for ever.
        """
        if self._at_work is not None:
            self._at_work.call_soon_threadsafe(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal over again, between two messages as well."""
        if self._at_work is not None:
            self._at_work.call_soon_threadsafe(super()._sigcont_application)

    def start_application_mode(self) -> None:
        """Take over the terminal, and be told when the system wants it back."""
        self._end_threads()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._found = self._found or self.attrs_before
        self.attrs_before = self._found
        self._at_work = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            self._at_work.add_signal_handler(number, self._end, 128 + number)
        self._look_twice(self._at_work)

    def _look_twice(self, loop: asyncio.AbstractEventLoop) -> None:
        """Ask for the size again a moment after it has changed.

        Of two changes in a row the signal of the second may tell the size of the first, or none.
        """
        look: Any = signal.getsignal(signal.SIGWINCH)

        def resized(*signal_and_frame: object) -> None:
            look(*signal_and_frame)
            again = partial(loop.call_later, _AGAIN_SECONDS, look, *signal_and_frame)
            loop.call_soon_threadsafe(again)

        signal.signal(signal.SIGWINCH, resized)

    def _end_threads(self) -> None:
        """Let those go that a program has which was stopped without a word (`kill -STOP`).

        Textual starts others when it goes on: two would share what is typed, and each key be a
        matter of luck.
        """
        if self._key_thread is not None and self._key_thread.is_alive():
            self.exit_event.set()
            self._key_thread.join()
            self.exit_event.clear()
            self.write(_POP_KEYBOARD)  # it is asked for anew
        self.close()

    def run_input_thread(self) -> None:
        """Read keys until the application ends, or the terminal does."""
        parser, pastes = XTermParser(self._debug), Pastes()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_LOOK_SECONDS):
                    try:
                        data = os.read(self.fileno, _AT_ONCE)
                    except OSError:
                        data = b""
                    if not data:
                        self._app.call_later(self._end, 128 + signal.SIGHUP)
                        return
                    if text := pastes.safe(decode(data)):
                        for message in parser.feed(text):
                            self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def write(self, data: str) -> None:
        """Paint, where there is still a terminal."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def close(self) -> None:
        """Let the painting end, where it has not."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().close()

    def _end(self, code: int) -> None:
        """Ask the application to end; where it does not, end without it."""
        last = threading.Timer(_PATIENCE_SECONDS, os._exit, [code])
        last.daemon = True
        last.start()
        self._app.post_message(Ended(code))
