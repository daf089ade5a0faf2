"""Syllables of French words, counted by hand, aloud and with care."""

import pytest

from course_engine.content.syllables import syllables

COUNTED = {
    1: "le les porte portes pièce jointe lien nuit fruit oui trois croire feuille fille eau fée vie rue yeux langue guide quatre ouvrent restent parlent maire pied mieux œuvre cœur femme est CNIL pluie bruit août vent nuage jouer",
    2: "adresse courriel client travail famille accueil bureau idée journée monnaie créer théâtre naïf maïs moyen payer voyage jusqu’à l’adresse souvent moment comment agent argent envoient étaient affirment mairie action moitié peut-être aiguë Noël dossier mangeons changea commune chaos vraiment racontent indiquent fréquents consomment informent préparent crier",
    3: "maintenant samedi oublier février travailler océan vidéo réunion aérer poésie essayer bicyclette qualité aujourd’hui document numérique secrétaire rendez-vous PDF différents logiciel vérifier signature bâtiment règlement",
    4: "ordinateur messagerie réaliser européen information expéditeur destinataires électronique coopérer",
    5: "collectivité télétransmission environnement",
    7: "dématérialisation",
}


@pytest.mark.parametrize(
    ("word", "number"), [(word, number) for number, words in COUNTED.items() for word in words.split()]
)
def test_a_word_has_the_syllables_that_one_hears(word, number):
    assert syllables(word) == number


def test_capitals_and_composed_letters_change_nothing():
    assert syllables("MESSAGERIE") == syllables("messagerie")
    assert syllables("re\u0301union") == syllables("réunion") == 3


def test_figures_and_signs_have_none_and_count_as_one():
    assert [syllables(word) for word in ("12", "-", "")] == [1, 1, 1]
