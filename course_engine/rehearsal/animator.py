"""A simulated animateur: signs in, and presses the buttons that the pages of the room show."""

from collections.abc import Mapping
from types import MappingProxyType

from course_engine.errors import CourseError
from course_engine.i18n import translator
from course_engine.rehearsal.browser import Browser, Reply
from course_engine.rehearsal.listening import Event, Stream
from course_engine.rehearsal.screens import read_screen

_ = translator("rehearsal")

OK = 200


class NotThere(CourseError):
    """A page of the room, or a button in it, is not where it should be."""


class Animator:
    """One account in front of one screen.

    Args:
        login: of the account.
        password: the one that was issued, until they chose theirs.
        session: what they conduct.
        address: of the server.
    """

    def __init__(self, login: str, password: str, session: str, address: tuple[str, int]) -> None:
        self.login, self.session = login, session
        self._password = password
        self._browser = Browser(address)
        self._stream: Stream | None = None

    def sign_in(self) -> None:
        """Sign in with the password that was issued, and choose another one."""
        typed = {"login": self.login, "password": self._password}
        self._done(self._browser.submit("/connexion", typed.items()))
        chosen = f"Répétition {self._password} 27"
        wanted = {"current": self._password, "chosen": chosen, "repeated": chosen}
        self._done(self._browser.submit("/mot-de-passe", wanted.items()))
        self._password = chosen

    @property
    def room(self) -> str:
        """The page of the room."""
        return f"/salle/{self.session}"

    @property
    def sheet(self) -> str:
        """The page of the sign-in sheet."""
        return f"/seances/{self.session}/emargement"

    def offered(self, action: str) -> tuple[str, ...]:
        """Return what each button of the room for some action is about, in order."""
        forms = read_screen(self.read(self.room).body).plain_forms
        return tuple(form.fields["about"] for form in forms if form.fields.get("action") == action)

    def watch(self) -> None:
        """Leave the room's page open: it shows by itself what is done elsewhere."""
        self._stream = Stream(self._browser, read_screen(self.read(self.room).body).live)

    def sees(self, action: str, about: str = "") -> None:
        """Wait until the page that was left open shows a button by itself.

        Raises:
            NotHeard: it does not.
        """

        def shows(event: Event) -> bool:
            forms = (form for html in event.regions.values() for form in read_screen(html).plain_forms)
            return any(form.holds({"action": action, "about": about}) for form in forms)

        if self._stream is not None:
            self._stream.wait_for(shows)

    def do(self, action: str, about: str = "") -> None:
        """Press a button of the room."""
        self.press(self.room, action=action, about=about)

    def press(self, page: str, typed: Mapping[str, str] = MappingProxyType({}), **wanted: str) -> Reply:
        """Press the button of a page whose form holds some fields; return the page that it leads to.

        Args:
            page: where it is.
            typed: what is filled in first.
            wanted: by which, of the forms that the page posts to itself, this one is known.

        Raises:
            NotThere: the page does not open, or has no such button.
        """
        form = read_screen(self.read(page).body).form(page, wanted)
        if form is None:
            sentence = _("{login} finds no button “{fields}” at {page}.")
            raise NotThere(sentence.format(login=self.login, fields=wanted, page=page))
        return self._done(self._browser.submit(form.action, form.filled(typed)))

    def read(self, page: str) -> Reply:
        """Return a page.

        Raises:
            NotThere: it does not open.
        """
        return self._done(self._browser.open(page))

    def leave(self) -> None:
        """Close the browser."""
        if self._stream is not None:
            self._stream.close()
        self._browser.close()

    def _done(self, reply: Reply) -> Reply:
        if reply.status != OK:
            sentence = _("{login} was refused at {page}: {status}.")
            raise NotThere(sentence.format(login=self.login, page=reply.path, status=reply.status))
        return reply
