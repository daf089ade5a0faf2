"""Base64url without padding (RFC 7515, section 2), refusing all but the one spelling of each value."""

from base64 import urlsafe_b64decode, urlsafe_b64encode


def encode(data: bytes) -> str:
    """Return `data` in base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Return the bytes that `text` spells.

    Raises:
        ValueError: `text` is not what `encode` writes. Python's decoder alone skips foreign characters
            and ignores unused bits, so that two texts could pass for the same signature.
    """
    data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encode(data) != text:
        raise ValueError(text)
    return data
