"""Who may sign in to try the demo."""

from dataclasses import dataclass

from django.utils.translation import get_language

from seeds.story.tables import Row, by_key, rows


@dataclass(frozen=True)
class SignIn:
    """An account worth trying, and what to look at with it; texts in the reader's language."""

    username: str
    password: str
    role: str
    organisation: str
    what: str


def sign_ins() -> list[SignIn]:
    """A few of the demo's accounts, one of each kind."""
    language = "en" if get_language() == "en" else "vi"
    password = by_key("story", "key")["password"]["value"]
    return [
        SignIn(
            username=row["username"],
            password=password,
            role=row[f"role_{language}"],
            organisation=_organisation(row)[f"name_{language}"],
            what=row[f"what_{language}"],
        )
        for row in rows("sign_ins")
    ]


def _organisation(row: Row) -> Row:
    """The one a username is made of, or the programme's owner."""
    organisations = by_key("organisations", "code")
    code, dot, _ = row["username"].partition(".")
    return organisations[code.upper() if dot else by_key("story", "key")["owner"]["value"]]
