"""What the questionnaire's first screen says of personal data."""

from collections.abc import Sequence


def privacy_notice() -> Sequence[tuple[str, str]]:
    """Return what is collected and why, as headings and texts."""
    return (
        (
            "Ce que nous demandons",
            (
                "Votre nom, votre prénom, votre collectivité, un aménagement si vous en souhaitez un, et vos réponses. "
                "Ni adresse électronique, ni téléphone, ni date de naissance."
            ),
        ),
        (
            "À quoi cela sert",
            (
                "À composer votre parcours et à vous réserver une place. C’est une mission d’intérêt public de la "
                "Région (article 6.1.e du RGPD)."
            ),
        ),
        (
            "Qui le lit",
            "Le référent et l’animateur de votre territoire.",
        ),
        (
            "Vos droits",
            (
                "Vous pouvez demander à lire vos réponses, à les corriger, à les effacer ou vous opposer à leur usage : "
                "dites-le à votre référent."
            ),
        ),
    )
