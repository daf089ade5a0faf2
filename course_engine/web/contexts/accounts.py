"""The door of those who have an account, and the accounts themselves."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct

from course_engine.rendering.contexts import Shell
from course_engine.web.site import DemoLogin


class SignInContext(Struct, frozen=True):
    """`web/sign-in.html`: where somebody types their login and their password."""

    shell: Annotated[Shell, "what surrounds the screen"]
    login: Annotated[str, "what was typed and not recognised; otherwise empty"]
    problem: Annotated[str, "why it was not, one sentence; otherwise empty"]
    wanted: Annotated[str, "the page to go to once let in, of this site; otherwise empty"]
    is_lost: Annotated[bool, "whether a form was posted that could not be recorded: it is said"]
    demo_logins: Annotated[tuple[DemoLogin, ...], "accounts of the demonstration; usually none"]


class PasswordContext(Struct, frozen=True):
    """`web/password.html`: where somebody chooses a password, in the frame of accounts."""

    login: Annotated[str, "whose, for the browser's own keeper of passwords"]
    is_first: Annotated[bool, "whether it replaces one that somebody else issued: the old one is not asked"]
    rule: Annotated[str, "what a password must be, one sentence"]
    problems: Annotated[Mapping[str, str], "by field, what is wrong with what was typed; otherwise empty"]
    wanted: Annotated[str, "the page to go to after that, of this site; otherwise empty"]


class AccountView(Struct, frozen=True):
    """An account as the screens show it."""

    login: Annotated[str, "what the person types to sign in"]
    name: Annotated[str, "as others read it"]
    role: Annotated[str, "what they do, in words"]
    territories: Annotated[tuple[str, ...], "names of those where they work; empty for all"]
    is_open: Annotated[bool, "whether it lets them in"]


class AccountsContext(Struct, frozen=True):
    """`web/accounts.html`: every account, in the frame of accounts."""

    accounts: Annotated[tuple[AccountView, ...], "the open ones first"]


class NewAccountContext(Struct, frozen=True):
    """`web/new-account.html`: where an account is added, in the frame of accounts."""

    typed: Annotated[Mapping[str, str], "by field, what was typed; empty values at first"]
    chosen: Annotated[tuple[str, ...], "the territories that were chosen"]
    roles: Annotated[tuple[tuple[str, str, str], ...], "what a person may do: value, words, detail"]
    territories: Annotated[tuple[tuple[str, str, str], ...], "where they may work: value, words, detail"]
    problems: Annotated[Mapping[str, str], "by field, what is wrong with what was typed; otherwise empty"]


class AccountContext(Struct, frozen=True):
    """`web/account.html`: one account, and what can be done with it, in the frame of accounts."""

    account: Annotated[AccountView, "the account"]
    has_territories: Annotated[bool, "whether its role works in some territories only"]
    chosen: Annotated[tuple[str, ...], "the territories where it works"]
    territories: Annotated[tuple[tuple[str, str, str], ...], "where it may work: value, words, detail"]
    problems: Annotated[Mapping[str, str], "by field, what is wrong with what was typed; otherwise empty"]


class IssuedPasswordContext(Struct, frozen=True):
    """`web/issued-password.html`: a password, shown once, in the frame of accounts."""

    account: Annotated[AccountView, "whose"]
    password: Annotated[str, "in groups, as it is read aloud"]


CONTEXTS = {
    "web/sign-in.html": SignInContext,
    "web/password.html": PasswordContext,
    "web/accounts.html": AccountsContext,
    "web/new-account.html": NewAccountContext,
    "web/account.html": AccountContext,
    "web/issued-password.html": IssuedPasswordContext,
}
