"""Pages travel packed where that is understood; nothing else is touched."""

from visitor import Visitor


def test_a_page_travels_packed_where_that_is_understood(trainee: Visitor) -> None:
    packed, plain = trainee.get("/parcours"), trainee.get("/parcours", accept_encoding="identity")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "accept-encoding"
    assert "content-encoding" not in plain.headers
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
    assert packed.text == plain.text


def test_the_same_page_is_packed_to_the_same_bytes(trainee: Visitor) -> None:
    lengths = {trainee.get("/parcours").headers["content-length"] for _time in range(2)}
    assert len(lengths) == 1


def test_asked_for_without_its_body_a_page_says_the_same_of_itself(trainee: Visitor) -> None:
    page, head = trainee.get("/parcours"), trainee.request("HEAD", "/parcours")
    assert head.content == b""
    assert head.headers["content-length"] == page.headers["content-length"]


def test_what_is_posted_is_answered_as_it_is(trainee: Visitor) -> None:
    reply = trainee.post(
        "/reponses/messagerie/champ-cci", {"id": "", "answer": "b"}, accept="application/json"
    )
    assert reply.status_code == 200
    assert "content-encoding" not in reply.headers
