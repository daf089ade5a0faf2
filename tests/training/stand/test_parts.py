"""What is taken of the files that settings name."""

from depot import stand_of

from course_engine.training.stand.parts import Part


def test_only_the_course_is_taken_of_a_folder_that_holds_more(tmp_path):
    for name in (
        "modules/a.md",
        "quizzes/q.md",
        "build/x.html",
        "modules/.git/config",
        "modules/__pycache__/a.pyc",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "modules" / "elsewhere").symlink_to("/etc/hostname")
    (tmp_path / "key.pem").write_bytes(b"")
    stand = stand_of(tmp_path, tmp_path / "key.pem")
    assert list(stand.files()) == ["course/modules/a.md", "course/quizzes/q.md", "keys/signing.pem"]
    assert [private for _file, private in stand.files().values()] == [False, False, True]


def test_a_folder_without_a_choice_is_taken_whole(tmp_path):
    (tmp_path / "stand-1.pem").write_bytes(b"")
    assert dict(Part("KEYS", tmp_path, "keys/trusted").files()) == {
        "keys/trusted/stand-1.pem": tmp_path / "stand-1.pem"
    }
