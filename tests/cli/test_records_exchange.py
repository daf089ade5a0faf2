"""Three stands and the Region: records exported, merged, and what differs listed, by the command line."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from exchanged import NOW, PEOPLE, SESSIONS, plan, prepare, record, signed
from stand import place

from course_engine.signing import generate_key, public_path
from course_engine.store import open_database

STANDS = ("a", "b", "c")


@pytest.fixture
def as_stand(monkeypatch, tmp_path):
    """Become a stand: its name, its key, and the public keys of everybody."""
    trusted = tmp_path / "trusted"
    trusted.mkdir()
    for name in (*STANDS, "region"):
        generate_key(tmp_path / f"{name}.pem")
        shutil.copy(public_path(tmp_path / f"{name}.pem"), trusted)

    def become(name):
        monkeypatch.setenv("COURSE_ENGINE_STAND", f"Stand {name}")
        monkeypatch.setenv("COURSE_ENGINE_PRIVATE_KEY", str(tmp_path / f"{name}.pem"))
        monkeypatch.setenv("COURSE_ENGINE_TRUSTED_KEYS", str(trusted))

    return become


@pytest.fixture
def stands(tmp_path, empty_file):
    """Three records, of which two hold a sign-in of one person at one hour, and one has moved a session."""
    files = {name: Path(shutil.copy(empty_file, tmp_path / f"{name}.db")) for name in STANDS}
    for rank, (name, file) in enumerate(files.items()):
        with open_database(file) as database:
            prepare(database)
            session = SESSIONS[rank % 2]
            with database.writing() as records:
                records.schedule.decide(place(session, PEOPLE[0], now=NOW + timedelta(minutes=rank)))
                records.attendance.append(signed(session, PEOPLE[0], entered_by=name))
            if name == "b":
                plan(database, "S1", place="Mairie de Saint-Exemple")
    return files


@pytest.mark.parametrize("order", ["abc", "cab"])
def test_three_stands_and_the_region_end_with_one_record(run, as_stand, stands, location, tmp_path, order):
    files = {}
    for name, file in stands.items():
        as_stand(name)
        files[name] = tmp_path / f"{name}.zip"
        done = run("records", "export", files[name], "--database", file, "--by", "A")
        assert (done.code, done.err) == (0, "")
        assert "données personnelles" in done.out
        assert files[name].stat().st_mode & 0o777 == 0o600
    as_stand("region")
    for name in order:
        done = run("records", "merge", files[name], "--database", location, "--by", "R")
        assert (done.code, done.err) == (0, "")
    assert "présences" in done.out
    again = run("records", "merge", *files.values(), "--database", location, "--by", "R")
    assert again.out.count("Aucun fait n’est nouveau.") == 3
    listed = run("records", "conflicts", "--database", location)
    assert listed.code == 1
    assert "Les stands ne s’accordent pas sur la séance « S1 »." in listed.out
    assert "deux émargements en deux lieux" in listed.out
    back = tmp_path / "region.zip"
    assert run("records", "export", back, "--database", location, "--by", "R").code == 0
    with open_database(location) as database:
        region = record(database)
    for name, file in stands.items():
        as_stand(name)
        done = run("records", "merge", back, "--database", file, "--by", "A")
        assert (done.code, done.err) == (0, "")
        with open_database(file) as database:
            here = record(database)
        apart = {"claims", "plans", "registration", "learning_path"}
        assert {kind: here[kind] for kind in here.keys() - apart} == {
            kind: region[kind] for kind in region.keys() - apart
        }


def test_records_that_agree_have_nothing_to_settle(run, stands):
    done = run("records", "conflicts", "--database", stands["a"])
    assert (done.code, done.out) == (0, "Rien à régler.\n")


def test_the_file_of_a_stranger_is_refused(run, as_stand, stands, monkeypatch, tmp_path):
    as_stand("a")
    run("records", "export", tmp_path / "a.zip", "--database", stands["a"], "--by", "A")
    as_stand("region")
    monkeypatch.delenv("COURSE_ENGINE_TRUSTED_KEYS")
    refused = run("records", "merge", tmp_path / "a.zip", "--database", stands["b"], "--by", "R")
    assert refused.code == 1
    assert "RC102" in refused.err
    trusted = run(
        "records",
        "merge",
        tmp_path / "a.zip",
        "--database",
        stands["b"],
        "--by",
        "R",
        "--trust",
        public_path(tmp_path / "a.pem"),
    )
    assert trusted.code == 0


def test_what_is_missing_is_said(run, stands, monkeypatch, tmp_path):
    monkeypatch.delenv("COURSE_ENGINE_PRIVATE_KEY", raising=False)
    no_key = run("records", "export", tmp_path / "a.zip", "--database", stands["a"], "--by", "A")
    assert (no_key.code, "--key" in no_key.err) == (8, True)
    monkeypatch.setenv("COURSE_ENGINE_TRUSTED_KEYS", str(tmp_path / "nowhere"))
    no_folder = run("records", "merge", stands["a"], "--database", stands["a"], "--by", "A")
    assert (no_folder.code, "COURSE_ENGINE_TRUSTED_KEYS" in no_folder.err) == (8, True)
