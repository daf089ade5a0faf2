"""Running text whose marks leave no doubt → the tokens that markdown-it's inline parser gives, without that parser.

It tries a dozen rules at each character that may be a mark, and prose has few: words in bold or in italics, code,
links, line ends. Where each is written in the one way that CommonMark reads without looking further, an expression
reads it; a text that holds any other mark is left to the parser, whole.
"""

import re

from markdown_it.token import Token

_MARK = re.compile(r"[\n\\`*_\[<&]")
_UNMARKED = r"[^\n\\`*_\[\]<&]"
_SPACE = r" \n\u00a0\u202f"
_ASIDE = rf"{_SPACE}('’«»….,;:!?)"
_SURE = re.compile(
    # Stars between a space and a word only open, between a word and a space only close: no other pairing can be.
    rf"(?:(?<![^{_SPACE}])(?=\*\*?[^\s*])|(?<![^{_ASIDE}])(?=\*\*?\w))"
    rf"(?P<stars>\*\*?)(?P<emphasis>{_UNMARKED}+)"
    rf"(?:(?<=\S)(?P=stars)(?![^{_SPACE}])|(?<=\w)(?P=stars)(?![^{_ASIDE}]))"
    r"|`(?P<code>[^`\s](?:[^`\n]*[^`\s])?)`(?!`)"
    # No character of such an address is to be encoded.
    rf"|(?<!!)\[(?P<link>{_UNMARKED}+)\]\((?P<address>(?:https?://[a-z0-9.-]+/)?[A-Za-z0-9_/.-]+)\)"
    r"|(?<! )\n(?![ \t])"
)


def sure_tokens(text: str) -> list[Token] | None:
    """Return the children of an `inline` token, less empty texts; None where a mark is left to the parser."""
    tokens: list[Token] = []
    done = 0
    while mark := _MARK.search(text, done):
        found = _SURE.match(text, mark.start())
        if found is None:
            return None
        if mark.start() > done:
            tokens.append(Token("text", "", 0, content=text[done : mark.start()]))
        tokens += _marked(found)
        done = found.end()
    if done < len(text):
        tokens.append(Token("text", "", 0, content=text[done:]))
    return tokens


def _marked(found: re.Match[str]) -> tuple[Token, ...]:
    if emphasis := found["emphasis"]:
        stars = found["stars"]
        tag = "em" if stars == "*" else "strong"
        around = Token(f"{tag}_open", tag, 1, markup=stars), Token(f"{tag}_close", tag, -1, markup=stars)
        return around[0], Token("text", "", 0, level=1, content=emphasis), around[1]
    if code := found["code"]:
        return (Token("code_inline", "code", 0, content=code, markup="`"),)
    if link := found["link"]:
        opening = Token("link_open", "a", 1, {"href": found["address"]})
        return opening, Token("text", "", 0, level=1, content=link), Token("link_close", "a", -1)
    return (Token("softbreak", "br", 0),)
