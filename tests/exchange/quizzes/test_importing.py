"""Questions of Moodle become ours: what is kept, what is told, what is set aside."""

from base64 import b64encode
from pathlib import Path

import pytest

from course_engine.content.assets import Shelf
from course_engine.content.quiz import read_quiz
from course_engine.content.source import Source
from course_engine.errors import InvalidForm
from course_engine.exchange.quizzes.files import bank_of
from course_engine.exchange.quizzes.importing import new_quiz

PNG = b"\x89PNG\r\n\x1a\nrest"
DATA = f"data:image/png;base64,{b64encode(PNG).decode()}"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def imported(content, name="q.gift", taken=(), on_disk=None):
    made, account = new_quiz(bank_of(content.encode(), name), name, "essai", "Essai", taken, on_disk or {})
    return made, account


def body(content, name="q.gift"):
    """Return the questions that are written, without the head of the file."""
    return plain(imported(content, name)[0].text).split("---\n\n", 1)[1]


def losses(content, name="q.gift"):
    """Return what is told of the only question."""
    (entry,) = imported(content, name)[1].entries
    return [plain(loss) for loss in entry.losses]


def refused(content, name="q.gift"):
    """Return why the first of two questions is set aside."""
    more = "\n\n::Z:: Une autre {T}" if name.endswith("gift") else ""
    entries = imported(content + more, name)[1].entries
    assert entries[1].refusal == ""
    return plain(entries[0].refusal)


def xml(*questions):
    return f"<quiz>{''.join(questions)}</quiz>"


def question(kind, inside, text="Texte"):
    said = f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>'
    return f'<question type="{kind}"><name><text>Nom</text></name>{said}{inside}</question>'


OTHER = question(
    "truefalse",
    '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>',
)


def refused_xml(kind, inside, text="Texte"):
    entries = imported(xml(question(kind, inside, text), OTHER), "q.xml")[1].entries
    assert entries[1].refusal == ""
    return plain(entries[0].refusal)


# --- Each type.


def test_one_right_choice_with_its_feedback():
    assert body("::Mdp:: Lequel ? {~azerty#Trop court. =une phrase####Longue.}") == (
        "## Lequel ? {#mdp-9d4f}\n- [ ] azerty\n  > Trop court.\n- [x] une phrase\n\n> [!explication] Longue.\n"
    )


def test_several_right_choices_whose_wrong_ones_cancel_them_are_the_rule_net_and_lose_nothing():
    text = "::A:: Lesquels ? {~%50%a ~%50%b ~%-50%c}"
    assert "bareme=net" in body(text)
    assert losses(text) == []


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ("~%50%a ~%50%b ~c", "les options fausses retiraient 0 %"),
        ("~%50%a ~%50%b ~%-100%c", "les options fausses retiraient 100 %"),
        ("~%75%a ~%25%b ~%-50%c", "les options justes valaient 25 %, 75 %"),
    ],
)
def test_weights_that_no_rule_says_are_told_with_the_rule_that_is_taken(choices, told):
    text = f"::A:: Lesquels ? {{{choices}}}"
    assert "bareme=net" in body(text)
    assert losses(text) == [
        f"{told} ; avec bareme=net, chaque juste vaut 50 % et chaque fausse annule une juste"
    ]


def test_a_part_for_one_option_is_told():
    assert losses("::A:: Lequel ? {=a ~%50%b ~c}") == [
        "« b » valait 50 % ; elle vaut 0 ici : un choix-unique est juste ou ne l’est pas"
    ]


@pytest.mark.parametrize("choices", ["=a =b ~c", "~%50%a =b =c"])
def test_one_choice_among_several_right_ones_is_set_aside(choices):
    assert refused(f"::A:: Lequel ? {{{choices}}}") == (
        "une seule option est demandée et 2 valent 100 % : un choix-unique en a exactement une"
    )


def test_what_is_said_of_true_and_false_goes_into_the_explanation():
    text = "::A:: Vrai ? {T#Si, c’est vrai.#Exact.####Fin.}"
    assert body(text).endswith(
        "= vrai\n\n> [!explication] Fin.\n>\n> Réponse « vrai » : Exact.\n>\n> Réponse « faux » : Si, c’est vrai.\n"
    )
    assert losses(text) == [
        "la rétroaction de « vrai » passe dans l’explication, montrée à tous",
        "la rétroaction de « faux » passe dans l’explication, montrée à tous",
    ]


def test_spellings_worth_everything_are_kept_and_the_others_told():
    text = "::A:: Quel mot ? {=objet =Objet =sujet =%50%titre =0*}"
    assert body(text).endswith("= objet\n= sujet\n")
    assert losses(text) == [
        "« titre » valait 50 % ; cette réponse n’est pas acceptée ici : un texte est juste ou ne l’est pas",
        "« 0* » acceptait n’importe quoi à la place de * ; cette réponse n’est pas reprise",
    ]


def test_a_star_that_is_a_sign_is_one():
    assert body("::A:: Quel signe ? {=\\\\*}").endswith("= *\n")


def test_a_number_that_is_a_text_stays_a_text():
    assert "type=texte" in body("::A:: Quel code ? {=42}")


def test_intervals_that_touch_are_one_and_those_apart_are_set_aside():
    assert body("::A:: Combien ? {#=3:1 =4.5:1}").endswith("\n= 2..5,5\n")
    assert (
        refused("::A:: Combien ? {#=3 =5}")
        == "plusieurs nombres éloignés sont justes : un nombre n’a qu’un intervalle"
    )
    assert refused("::A:: Combien ? {#*}") == "n’importe quel nombre est juste"


def test_a_matching_counts_each_row_and_keeps_its_lures():
    heading, table = body("::A:: Reliez. {=CNIL -> vie | privée =ANSSI -> réseaux = -> météo}").split("\n", 1)
    assert "bareme=par-reponse" in heading
    assert (
        table
        == "| À relier | Réponse |\n|---|---|\n| CNIL | vie \\| privée |\n| ANSSI | réseaux |\n|  | météo |\n"
    )


def test_an_essay_is_a_free_text_and_that_nobody_marks_it_is_told():
    assert "type=libre" in body("::A:: Décrivez. {####Fin.}")
    assert losses("::A:: Décrivez. {}") == ["quelqu’un la notait dans Moodle ; ici, elle n’est pas notée"]


def test_a_text_without_a_question_is_the_introduction_before_the_first_one_and_set_aside_after():
    made, account = imported("Bienvenue.\n\n::A:: Q {T}\n\nEntre-temps, lisez.")
    assert made.text.startswith("---\ntitre: Essai\n---\n\nBienvenue.\n\n## Q")
    assert (
        plain(account.entries[2].refusal)
        == "un texte sans question n’a de place qu’avant la première : « Entre-temps, lisez. »"
    )


def test_an_ordering_of_at_least_three_items():
    answers = "".join(
        f'<answer fraction="{place}"><text>{text}</text></answer>'
        for place, text in ((2, "b"), (1, "z"), (3, "a"))
    )
    text = xml(question("ordering", f"<gradingtype>ALL_OR_NOTHING</gradingtype>{answers}"))
    assert body(text, "q.xml").split("\n", 1)[1] == "1. z\n2. b\n3. a\n"
    assert losses(text, "q.xml") == []
    assert refused_xml("ordering", answers.replace('<answer fraction="3"><text>a</text></answer>', "")) == (
        "elle a moins de trois éléments à ranger"
    )


def test_a_text_with_gaps():
    text = (
        "<p>Chef-lieu : {1:SHORTANSWER:=Lille#Oui~%50%lille}, {1:NUMERICAL:=5:0.5} départements, "
        "{1:MULTICHOICE:=vrai~faux \\} ~peut-être}.</p>"
    )
    document = xml(question("cloze", "", text))
    heading, rest = body(document, "q.xml").split("\n", 1)
    assert heading.endswith(" bareme=par-reponse points=3}")
    assert rest == (
        "Chef-lieu : [[Lille]], [[5 ± 0,5]] départements, [[*vrai | faux } | peut-être]].\n\n"
        "> [!explication] Réponse « Lille » : Oui\n"
    )
    assert losses(document, "q.xml") == [
        "« lille » valait 50 % ; cette réponse n’est pas acceptée ici : un texte est juste ou ne l’est pas",
        "la rétroaction de « Lille » passe dans l’explication, montrée à tous",
    ]


def test_lists_of_missing_words_offer_the_words_of_their_group():
    words = "".join(
        f"<selectoption><text>{text}</text><group>{group}</group></selectoption>"
        for text, group in (("chiffre", 1), ("signe", 1), ("clé", 2), ("mot", 2))
    )
    document = xml(question("gapselect", words, "<p>On [[1]] avec une [[3]].</p>"))
    assert body(document, "q.xml").split("\n", 1)[1] == "On [[*chiffre | signe]] avec une [[*clé | mot]].\n"


@pytest.mark.parametrize(
    ("kind", "inside", "text", "reason"),
    [
        ("calculated", "", "x", "son type, calculated, n’existe pas dans ce format"),
        ("", "", "x", "son type, ?, n’existe pas dans ce format"),
        (
            "cloze",
            "",
            "{1:MULTIRESPONSE:=a~b}",
            "un trou est d’un type que ce format n’a pas : MULTIRESPONSE",
        ),
        ("cloze", "", f"{{{'9' * 5000}:SA:=a}}", "aucun trou ne se trouve dans son texte"),
        ("cloze", "", "sans trou", "aucun trou ne se trouve dans son texte"),
        ("cloze", "", "{1:MC:=a~=b}", "la liste d’un trou n’a pas exactement un choix juste"),
        (
            "cloze",
            "",
            "{1:SA:=a|b}",
            "« a|b » ne peut pas s’écrire dans un trou : on y trouve | ou ], ou il commence par = ou *",
        ),
        ("cloze", "", "<pre>{1:SA:=a}</pre>", "ses trous se trouvent là où aucun texte ne peut être repris"),
        (
            "cloze",
            "",
            f'<img alt="{{1:SA:=a}}" src="{DATA}">',
            "ses trous se trouvent là où aucun texte ne peut être repris",
        ),
        ("gapselect", "", "[[2]]", "[[2]] appelle un mot qui n’est pas dans ses listes"),
        ("truefalse", "", "x", "elle ne dit pas si c’est vrai ou faux"),
        (
            "shortanswer",
            '<answer fraction="100"><text>*</text></answer>',
            "x",
            "aucune réponse qui vaut tous les points ne peut être gardée",
        ),
        ("essay", "", "<b>" * 100, "son texte est imbriqué trop profondément"),
        ("essay", "", "<a " * 10_000, "son texte est imbriqué trop profondément"),
        ("essay", "", "x" * 50_001, "un de ses textes est trop long pour une question"),
        (
            "multichoice",
            '<answer fraction="100"><text>Oui</text></answer><answer fraction="0"><text>oui</text></answer>',
            "x",
            "deux de ses éléments sont identiques",
        ),
    ],
)
def test_what_cannot_be_carried_truly_is_set_aside_with_its_reason(kind, inside, text, reason):
    assert reason in refused_xml(kind, inside, text)


# --- The whole file.


def test_a_file_of_which_nothing_can_be_carried_is_refused_in_one_sentence():
    with pytest.raises(InvalidForm) as refusal:
        imported("::A:: T {~x}\n\n$CATEGORY: x")
    assert plain(str(refusal.value)) == (
        "« q.gift » n’est pas repris : aucune de ses questions ne peut être reprise"
        " (une liste de choix en a au moins deux ; ajoutez-en un qui commence par ~)."
    )


def test_a_file_too_long_for_a_quiz_is_refused():
    questions = "\n\n".join(f"::Q{number}:: {'mot ' * 2000}{number} {{T}}" for number in range(40))
    with pytest.raises(InvalidForm, match="trop long pour un seul quiz"):
        imported(questions)


def test_ids_are_made_from_names_and_are_unique_in_the_course():
    twice = "::Le mot de passe:: Un {T}\n\n::Le mot de passe:: Deux {T}"
    made, account = imported(twice)
    first, second = (entry.id for entry in account.entries)
    assert first != second
    taken = imported(twice, taken=[first])[1].entries[0].id
    assert taken not in {first, second} or taken == second
    assert f"{{#{first}}}" in made.text


def test_categories_and_settings_are_told_once_for_the_file():
    document = xml(
        question("category", "<category><text>$course$/top/A</text></category>"),
        OTHER.replace("</question>", "<hidden>0</hidden></question>"),
    )
    told = [plain(loss) for loss in imported(document, "q.xml")[1].losses]
    assert told == [
        "la catégorie « $course$/top/A » n’a pas de place : un quiz est une seule liste",
        "réglages de Moodle sans équivalent : hidden",
    ]


# --- Pictures.


def with_picture(name, content, image='<img src="@@PLUGINFILE@@/{name}" alt="un plan">'):
    encoded = b64encode(content).decode()
    text = f"<p>Voici :</p><p>{image.format(name=name)}</p>"
    inside = f'<file name="{name}" encoding="base64">{encoded}</file>'
    said = f'<questiontext format="html"><text><![CDATA[{text}]]></text>{inside}</questiontext>'
    answers = OTHER.split("</questiontext>")[1]
    return xml(f'<question type="truefalse"><name><text>Nom</text></name>{said}{answers}')


@pytest.mark.parametrize(
    ("name", "content", "path"),
    [
        ("Plan de la mairie.PNG", PNG, "quizzes/images/essai-plan-de-la-mairie.png"),
        ("../../../etc/cron.d/plan.png", PNG, "quizzes/images/essai-plan.png"),
        ("..\\..\\plan.svg", SVG, "quizzes/images/essai-plan.svg"),
    ],
)
def test_a_picture_is_written_beside_under_a_safe_name(name, content, path):
    made, account = imported(with_picture(name, content), "q.xml")
    assert dict(made.pictures) == {path: content}
    assert list(account.pictures) == [path]
    assert f"![un plan]({path.removeprefix('quizzes/')})" in made.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("p.png", b"pas une image"),
        ("p.gif", b"GIF89a"),
        ("p.svg", b'<svg onload="alert(1)"></svg>'),
        ("p.exe", b"MZ"),
        ("p.png/..", PNG),
    ],
)
def test_what_is_no_picture_is_left_out_and_told(name, content):
    made, account = imported(with_picture(name, content), "q.xml")
    assert not made.pictures
    assert "[un plan]" in made.text.replace("\\[", "[")
    assert any("une image n’est pas reprise" in loss for loss in account.entries[0].losses)


def test_a_picture_inside_an_address_is_written_too_and_one_elsewhere_is_left_out():
    made, _account = imported(with_picture("x", b"", f'<img src="{DATA}" alt="a">'), "q.xml")
    assert list(made.pictures) == ["quizzes/images/essai-image.png"]
    made, account = imported(with_picture("x", b"", '<img src="https://exemple.fr/p.png" alt="a">'), "q.xml")
    assert not made.pictures
    assert "https://exemple.fr/p.png" in account.entries[0].losses[0]


def test_a_picture_without_words_is_kept_and_told():
    made, account = imported(with_picture("p.png", PNG, '<img src="@@PLUGINFILE@@/p.png">'), "q.xml")
    assert "![Image à décrire](images/essai-p.png)" in made.text
    assert plain(account.entries[0].losses[0]) == (
        "l’image quizzes/images/essai-p.png n’a pas de texte pour qui ne la voit pas : écrivez-le"
    )


def test_a_name_that_holds_another_picture_is_not_taken_again():
    path = "quizzes/images/essai-p.png"
    assert list(imported(with_picture("p.png", PNG), "q.xml", on_disk={path: b"autre"})[0].pictures) == [
        "quizzes/images/essai-p-2.png"
    ]
    assert list(imported(with_picture("p.png", PNG), "q.xml", on_disk={path: PNG})[0].pictures) == [path]


# --- What active text becomes.


def test_nothing_active_of_a_text_is_written():
    hostile = (
        "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>lien</a>"
        "<iframe src='//x'></iframe><svg onload=alert(1)></svg><p style='x' onclick='y'>texte</p>"
    )
    made, account = imported(xml(question("essay", "", hostile)), "q.xml")
    assert not any(word in made.text for word in ("script", "alert", "onerror", "iframe", "onclick", "<"))
    assert "lien" in made.text
    assert "texte" in made.text
    assert len(account.entries[0].losses) == 7
    assert read_quiz(Source(made.path, made.text, ""), None, Shelf(Path("/nonexistent"))).report.errors == 0
