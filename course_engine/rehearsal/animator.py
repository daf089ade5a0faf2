"""A simulated animateur: signs in, and presses the buttons that the pages of the room show."""

from course_engine.errors import CourseError
from course_engine.i18n import translator
from course_engine.rehearsal.browser import Browser, Reply
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

    def sign_in(self) -> None:
        """Sign in with the password that was issued, and choose another one."""
        typed = {"login": self.login, "password": self._password}
        self._done(self._browser.submit("/connexion", typed.items()))
        chosen = f"Répétition {self._password} 27"
        wanted = {"current": self._password, "chosen": chosen, "repeated": chosen}
        self._done(self._browser.submit("/mot-de-passe", wanted.items()))
        self._password = chosen

    def press(self, page: str, **wanted: str) -> Reply:
        """Press the button of a page whose form holds some fields; return the page that it leads to.

        Raises:
            NotThere: the page does not open, or has no such button.
        """
        form = read_screen(self.read(page).body).form(**wanted)
        if form is None:
            sentence = _("{login} finds no button “{fields}” at {page}.")
            raise NotThere(sentence.format(login=self.login, fields=wanted, page=page))
        return self._done(self._browser.submit(form.action or page, form.fields.items()))

    def read(self, page: str) -> Reply:
        """Return a page.

        Raises:
            NotThere: it does not open.
        """
        return self._done(self._browser.open(page))

    def leave(self) -> None:
        """Close the browser."""
        self._browser.close()

    def _done(self, reply: Reply) -> Reply:
        if reply.status != OK:
            sentence = _("{login} was refused at {page}: {status}.")
            raise NotThere(sentence.format(login=self.login, page=reply.path, status=reply.status))
        return reply
