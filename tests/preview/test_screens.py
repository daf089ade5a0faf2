"""The screens of the preview: each view of a unit, its problems where they stand, the outline, the list."""

import pytest

UNIT = "modules/decouvrir/courriel.md"
QUIZ = "quizzes/courriel.md"
PROGRAMME = "modules/programme.yml"
NARROW, WIDE = "/unites/courriel/decouverte", "/unites/courriel/pratique"
GUIDE = "/unites/courriel/animateur"


def in_order(html: str, *words: str) -> bool:
    """Return whether words stand in a page in that order."""
    place = 0
    for word in words:
        place = html.find(word, place)
        if place < 0:
            return False
    return True


def test_a_level_reads_what_is_for_it_and_nothing_else(visitor):
    assert "Les règles de tri" not in visitor.get(NARROW).text
    assert "Les règles de tri" in visitor.get(WIDE).text
    assert "Laissez-les chercher." not in visitor.get(WIDE).text


def test_the_animateur_reads_notes_and_every_level_each_with_its_name(visitor):
    html = visitor.get(GUIDE).text
    assert in_order(
        html, "Niveau\u00a0: pratique", "Les règles de tri", "Pour l’animateur", "Laissez-les chercher."
    )


def test_a_page_for_some_levels_says_which_to_the_animateur(author, visitor):
    author.change(UNIT, "{#lire}", "{#lire niveau=pratique}")
    assert in_order(visitor.get(GUIDE).text, "Lire un courriel</h2>", "Niveau\u00a0: pratique", " arrive.")


def test_a_problem_stands_before_its_block_and_goes_when_it_is_mended(author, visitor):
    author.change(UNIT, "Un courriel arrive.", "Un <b>courriel</b> arrive.")
    html = visitor.get(NARROW).text
    assert in_order(html, "Lire un courriel</h2>", 'id="ligne-14"', "MD101", " arrive.")
    assert "Un &lt;b&gt;courriel&lt;/b&gt; arrive." in html
    assert f"{UNIT}:14:4" in html
    author.change(UNIT, "Un <b>courriel</b> arrive.", " arrive.")
    assert "MD101" not in visitor.get(NARROW).text


def test_a_problem_of_a_title_stands_under_it(author, visitor):
    author.change(UNIT, "{#lire}", "{#Lire}")
    assert in_order(visitor.get(NARROW).text, "Lire un courriel</h2>", "UN110", " arrive.")


def test_a_problem_of_the_head_stands_before_every_page(author, visitor):
    author.change(UNIT, "domaine: communication", "domaine: cuisine")
    assert in_order(visitor.get(NARROW).text, "FM112", "Apport")


def test_a_problem_of_a_time_stands_under_its_band(author, visitor):
    author.change(UNIT, 'Échanges {duree="30 min"}', 'Échanges {duree="un peu"}')
    assert in_order(
        visitor.get(NARROW).text, "phase-band", "Échanges <span", "UN105", "Que ferez-vous demain"
    )


def test_a_problem_that_a_view_does_not_show_leads_to_one_that_does(author, visitor):
    author.change(UNIT, "Les règles de tri", "Les <i>règles</i> de tri")
    author.change(UNIT, "Laissez-les chercher.", "Laissez-les <i>chercher</i>.")
    html = visitor.get(NARROW).text
    assert in_order(
        html, "que cette vue ne montre pas", f'href="{WIDE}#ligne-19"', f'href="{GUIDE}#ligne-23"'
    )
    assert in_order(visitor.get(WIDE).text, "#ligne-23", 'id="ligne-19"')


def test_each_problem_of_the_list_leads_to_its_place(author, visitor):
    author.change(UNIT, "Un courriel arrive.", "Un <b>courriel</b> arrive.")
    author.change(UNIT, "Laissez-les chercher.", "Laissez-les <i>chercher</i>.")
    author.change(QUIZ, "= vrai", "- [ ] vrai\n- [ ] faux")
    author.change(PROGRAMME, "niveaux: [decouverte, pratique]", "niveaux: [decouverte, pratique]\ninconnu: 1")
    html = visitor.get("/problemes").text
    assert f'<a href="{NARROW}#ligne-14">{UNIT}:14:4</a>' in html
    assert f'<a href="{GUIDE}#ligne-23">{UNIT}:23:13</a>' in html
    assert '<a href="/quiz/courriel/decouverte#question-17">' in html
    assert "erreurs" in html


def test_a_list_without_a_problem_says_so(visitor):
    assert "Aucun problème\u00a0: le cours peut être publié." in visitor.get("/problemes").text


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        ("60 min", ""),
        ("45 min", "Il manque 15\u00a0min pour faire trois heures."),
        ("1 h 30", "C’est 30\u00a0min de trop."),
    ],
)
def test_the_outline_tells_what_three_hours_lack_or_have_too_much(author, visitor, minutes, told):
    text = (author.folder / UNIT).read_text(encoding="utf-8")
    author.save(UNIT, text.replace('# Apport {duree="60 min"}', f'# Apport {{duree="{minutes}"}}'))
    html = visitor.get("/").text
    assert ("unit-amiss" in html) is bool(told)
    assert told in html


def test_the_outline_shows_what_stands_in_no_series_and_nowhere(author, visitor):
    for path in (UNIT, QUIZ):
        copy = path.replace("courriel", "seul")
        text = (author.folder / path).read_text(encoding="utf-8")
        (author.folder / copy).write_text(text.replace("#", "# ") if path == QUIZ else text, encoding="utf-8")
        author.is_read(copy)
    html = visitor.get("/").text
    assert in_order(html, "Découvrir", "Hors du programme", 'href="/unites/seul/decouverte"')
    assert in_order(html, "Quiz placés nulle part", 'href="/quiz/seul/decouverte"')


def test_a_file_that_can_no_longer_be_read_says_so_over_the_last_good_page(author, visitor):
    author.save(UNIT, "")
    html = visitor.get(NARROW).text
    assert in_order(html, "telle qu’on a pu la lire la dernière fois", "FI107", " arrive.")
    assert "montrée comme elle était" in visitor.get("/").text


def test_a_container_that_is_being_written_says_so_at_its_line_of_the_page_as_it_is_now(author, visitor):
    author.change(UNIT, "Un courriel arrive.", "Un courriel arrive.\n\n::: reten\nUne ligne de plus.")
    html = visitor.get(NARROW).text
    assert in_order(html, " arrive.", "CT101", "Une ligne de plus.")
    assert "la dernière fois" not in html


def test_a_file_that_is_gone_says_so_over_the_last_good_page(author, visitor):
    (author.folder / UNIT).rename(author.folder / "modules/decouvrir/lettre.md")
    author.is_read(UNIT, "modules/decouvrir/lettre.md")
    html = visitor.get(NARROW).text
    assert in_order(html, f"«\u00a0{UNIT}\u00a0» n’est plus là", " arrive.")


def test_a_broken_programme_is_told_on_every_screen(author, visitor):
    author.save(PROGRAMME, "id: [")
    for address in ("/", NARROW, "/problemes", "/dessins", "/quiz/courriel/pratique"):
        reply = visitor.get(address)
        assert (reply.status_code, "Le programme ne peut plus être lu" in reply.text) == (200, True), address


@pytest.mark.parametrize(
    "address",
    ["/rien", "/unites/rien", "/unites/rien/decouverte", "/unites/courriel/expert", "/quiz/rien/pratique",
     "/quiz/courriel/expert", "/fichiers/modules/programme.yml", "/fichiers/../secret", "/statique/0/rien.css",
     "/unites/courriel/expert/papier"],
)  # fmt: skip
def test_an_address_of_nothing_is_one_sentence(visitor, address):
    reply = visitor.get(address)
    assert (reply.status_code, "Rien à montrer ici" in reply.text) == (404, True)


def test_a_course_that_cannot_be_read_at_all_leads_to_its_problems(author, visitor, folder):
    from course_engine.preview.app import create_preview
    from course_engine.preview.desk import Desk
    from course_engine.preview.workshop import Workshop

    (folder / PROGRAMME).write_text("id: [", encoding="utf-8")
    desk = Desk(Workshop(folder), author.desk.theme, author.desk.clock)
    alone = type(visitor)(create_preview(desk, watching=False))
    assert (alone.get("/").status_code, 'href="/problemes">Voir les problèmes' in alone.get("/").text) == (
        404,
        True,
    )
    assert "PR" in alone.get("/problemes").text


def test_a_unit_alone_leads_to_its_first_level(visitor):
    reply = visitor.get("/unites/courriel")
    assert (reply.status_code, reply.headers["location"]) == (303, NARROW)


def test_a_page_alone_is_the_trainees_screen(visitor):
    html = visitor.get(f"{NARROW}/ecrans/1").text
    assert in_order(html, "page-bar", "page 1 sur 4", "Page suivante")
    assert f'href="{NARROW}/ecrans/2"' in html
    assert "Il n’y a plus de page à ce numéro." in visitor.get(f"{NARROW}/ecrans/9").text


def test_a_unit_on_paper_wears_what_print_rules_say(visitor):
    html = visitor.get(f"{WIDE}/papier").text
    assert in_order(
        html, "paper.css", "Écrire un courriel sur papier", 'href="/quiz/courriel/pratique/feuille.pdf"'
    )
    style = next(part for part in html.split('"') if part.endswith("/paper.css"))
    assert "@media print" not in visitor.get(style).text
    assert "Les règles de tri" in html
    assert "Voir la clé" not in html


@pytest.mark.pdf
def test_a_quiz_to_fill_in_by_hand_is_a_pdf(visitor):
    reply = visitor.get("/quiz/courriel/decouverte/feuille.pdf")
    assert (reply.headers["content-type"], reply.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_picture_of_the_course_is_given_and_nothing_else(visitor):
    reply = visitor.get("/fichiers/modules/decouvrir/images/ecran.svg")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "image/svg+xml")


def test_a_quiz_that_is_named_and_not_there_keeps_a_word_at_its_place(author, visitor):
    author.change(UNIT, "::: quiz courriel", "::: quiz lettre")
    assert in_order(visitor.get(NARROW).text, "XR106", "n’existe pas", "quizzes/lettre.md")


def test_what_comes_from_another_site_is_refused(visitor):
    assert visitor.get("/", host="ailleurs.exemple").status_code == 400


def test_no_script_and_no_style_stands_in_a_page(visitor):
    for address in ("/", NARROW, GUIDE, "/problemes", "/dessins", "/quiz/courriel/decouverte"):
        reply = visitor.get(address)
        assert "<style" not in reply.text, address
        assert " style=" not in reply.text, address
        assert "<script>" not in reply.text, address
        assert "default-src 'self'" in reply.headers["content-security-policy"]
