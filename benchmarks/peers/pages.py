"""Pages of about seven thousand characters of French-looking prose, the same for every tool but for its callouts.

Each has four parts of two sections, with paragraphs, lists in lists, a table, code, a link, a picture, four callouts.
The same number always gives the same page.
"""

from collections.abc import Callable
from random import Random

PARTS = ("Apport", "Expérimentation", "Évaluation", "Échanges")
SECTIONS = 2
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><rect width="80" height="40"/></svg>'
_PROSE = (
    "adresse agent archive arrêté boîte budget calendrier carte clavier collectivité commune compte conseil"
    " copie courrier dossier délibération document écran élu envoi équipe fichier formulaire groupe habitant"
    " imprimante journal lettre liste logiciel mairie maire message mot navigateur numéro objet ordinateur page"
    " partage passe photo pièce plan registre réponse réseau réunion salle secrétaire service site souris tableau"
    " téléphone texte usager ville choisir classer comparer écrire envoyer garder joindre lire montrer noter"
    " ouvrir partager poser préparer ranger relire remplir répondre retrouver signer suivre trier vérifier"
    " ancien clair commun court simple public rapide sûr utile souvent toujours ensemble parfois ensuite avec"
    " dans pour sans sous vers chez entre une des les son leur cette chaque quelques plusieurs"
)
WORDS = _PROSE.split()
Callout = Callable[[str, str], str]
"""From what kind it is (`retenir`, `attention`, `exemple`) and its text to how one tool writes it."""


def title(number: int) -> str:
    return f"Leçon {number} : {_words(Random(number), 4)}"


def body(number: int, callout: Callout, part_heading: Callable[[str], str], picture: str) -> str:
    """Return the text of a page after its front matter.

    Args:
        number: which page.
        callout: how the tool writes a callout.
        part_heading: from a part's name to its heading.
        picture: the address of the picture.
    """
    rng = Random(number)
    blocks = []
    for place, part in enumerate(PARTS):
        blocks.append(part_heading(part))
        for section in range(SECTIONS):
            blocks += [f"## {_sentence(rng, 5)[:-1]}", _paragraph(rng), _paragraph(rng, link=section == 0)]
            blocks.append((_list, _table, _code, _numbered)[(place + section) % 4](rng))
            if section:
                kind = ("retenir", "attention", "exemple")[place % 3]
                blocks.append(callout(kind, _paragraph(rng)))
    blocks.insert(4, f"![Un {_words(rng, 3)}]({picture})")
    return "\n\n".join(blocks) + "\n"


def _words(rng: Random, count: int) -> str:
    return " ".join(rng.choices(WORDS, k=count))


def _sentence(rng: Random, count: int) -> str:
    return f"{_words(rng, count)}.".capitalize()


def _paragraph(rng: Random, *, link: bool = False) -> str:
    sentences = [_sentence(rng, rng.randint(6, 13)) for _ in range(3)]
    sentences[1] = f"On {_words(rng, 2)} **{_words(rng, 2)}**, puis *{_words(rng, 2)}* et `{_words(rng, 1)}`."
    if link:
        sentences.append(f"Voir [la règle de {_words(rng, 2)}](https://example.org/{rng.randint(1, 999)}).")
    return " ".join(sentences)


def _list(rng: Random) -> str:
    items = [f"- {_sentence(rng, 7)}\n  - {_sentence(rng, 5)}\n  - {_sentence(rng, 5)}" for _ in range(3)]
    return "\n".join(items)


def _numbered(rng: Random) -> str:
    return "\n".join(f"{place}. {_sentence(rng, 8)}" for place in range(1, 5))


def _table(rng: Random) -> str:
    rows = [f"| {_words(rng, 1)} | {_words(rng, 3)} | {_words(rng, 2)} |" for _ in range(4)]
    return "\n".join(["| Champ | Rôle | Usage |", "|---|---|---|", *rows])


def _code(rng: Random) -> str:
    lines = [f'    dossier = ranger("{_words(rng, 2)}", copies={rng.randint(1, 9)})' for _ in range(3)]
    return "\n".join(["```python", "def trier(messages):", *lines, "    return sorted(messages)", "```"])
