"""What an editor says of each key that authors write."""

from collections.abc import Mapping

from course_engine.i18n import mark

_ID = mark("Its name for ever: a-z, 0-9 and -, 2 to 40 characters.")
_TEXT = mark("What people read.")
_NOTE = mark("A help under the question; printed on the paper form too.")
_TYPE = mark("oui-non, choix-unique, choix-multiple, role or disponibilites.")
_OPTIONS = mark("The answers to choose from, two at least.")
_LEVEL = mark("The points that this answer adds in a domain.")
_WISHES = mark("The objectives that this answer wishes for, each from 1 (a little) to 3 (a lot).")

MODELS: Mapping[str, str] = {
    "Programme": mark("The programme"),
    "Domain": mark("A domain"),
    "Series": mark("A series of sessions"),
    "Closing": mark("The closing session"),
    "Questionnaire": mark("The registration questionnaire"),
    "Section": mark("A group of questions"),
    "YesNo": mark("A question answered by yes or no"),
    "ChooseOne": mark("A question with one answer"),
    "ChooseSeveral": mark("A question with several answers"),
    "AskRole": mark("Élu or agent"),
    "AskAvailability": mark("How many half-days, and when"),
    "Choice": mark("An answer to choose"),
    "LevelPoints": mark("Points in a domain"),
    "seance": mark("The head of a session"),
    "quiz": mark("The head of a quiz"),
}
"""By the name of a model, or of a kind of file that has a front matter."""

WORDS: Mapping[tuple[str, str], str] = {
    ("Programme", "id"): _ID,
    ("Programme", "titre"): mark("The name of the programme."),
    ("Programme", "organisateur"): mark("Who organises, as shown on pages and attestations."),
    ("Programme", "niveaux"): mark("The levels, the lowest first."),
    ("Programme", "domaines"): mark("The domains in which a person has a level."),
    ("Programme", "objectifs"): mark("The objectives that people may wish for, each with a sentence."),
    ("Programme", "series"): mark("The series; the order of their sessions is that of every path."),
    ("Programme", "cloture"): mark("The session that ends every path long enough."),
    ("Domain", "titre"): mark("The name of the domain."),
    ("Domain", "seuils"): mark("For each level but the lowest, the points from which it is reached."),
    ("Series", "id"): mark("The name of its folder in modules/."),
    ("Series", "titre"): mark("The name of the series."),
    ("Series", "unites"): mark("Its sessions, in order: the names of their files without .md."),
    ("Closing", "unite"): mark("The session that closes."),
    ("Closing", "a-partir-de"): mark("From how many half-days on it is kept."),
    ("Questionnaire", "titre"): mark("The title of the questionnaire."),
    ("Questionnaire", "sections"): mark("The groups of questions, in order."),
    ("Section", "titre"): mark("The title of the group."),
    ("Section", "questions"): mark("The questions of the group, in order."),
    **{
        (model, key): words
        for model in ("YesNo", "ChooseOne", "ChooseSeveral", "AskRole", "AskAvailability")
        for key, words in (("id", _ID), ("texte", _TEXT), ("precision", _NOTE), ("type", _TYPE))
    },
    ("YesNo", "niveau"): _LEVEL,
    ("YesNo", "objectifs"): _WISHES,
    ("ChooseOne", "options"): _OPTIONS,
    ("ChooseSeveral", "options"): _OPTIONS,
    ("Choice", "id"): _ID,
    ("Choice", "texte"): _TEXT,
    ("Choice", "niveau"): _LEVEL,
    ("Choice", "objectifs"): _WISHES,
    ("LevelPoints", "domaine"): mark("A domain of the programme."),
    ("LevelPoints", "points"): mark("How many points, one at least."),
    ("seance", "titre"): mark("The name of the session."),
    ("seance", "resume"): mark("One sentence: what one can do when one leaves."),
    ("seance", "duree"): mark("The sum of its four times: 3 h, 90 min, 1 h 30."),
    ("seance", "domaine"): mark("The domain whose level chooses what a person reads."),
    ("seance", "objectifs"): mark("The objectives that the session serves."),
    ("seance", "niveaux"): mark("The levels for which it is written."),
    ("seance", "prerequis"): mark("The sessions to follow before."),
    ("seance", "fichiers"): mark("The files of fichiers/ that trainees take away."),
    ("seance", "sources"): mark("Where what it says comes from, one source a line."),
    ("seance", "id"): mark("Its name, where it is not that of the file."),
    ("quiz", "titre"): mark("The name of the quiz."),
    ("quiz", "seuil"): mark("The share of the points to reach: 60 %."),
    ("quiz", "tirage"): mark("How many questions each person is asked."),
    ("quiz", "melange"): mark("oui: the options are shown in an order proper to each person."),
    ("quiz", "id"): mark("Its name, where it is not that of the file."),
}
"""By model, or kind of file, and key."""
