"""JSON Schemas of what authors write as keys and values, for editors that complete and underline.

A schema refuses nothing that `check` takes: where the two could differ (every scalar is read as text), it is the laxer.
It knows keys and words as the guide spells them; `check` reads them without accents and case too.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from pydantic import BaseModel

from course_engine.content import quiz, shapes, unit
from course_engine.content.frontmatter import Key
from course_engine.content.schema_words import MODELS, WORDS
from course_engine.i18n import translator

_ = translator("content")

Schema: TypeAlias = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def author_schemas() -> Mapping[str, Schema]:
    """Return the schemas by name: the two YAML files, and the front matter of a session and of a quiz."""
    return {
        "programme": _of_model(shapes.Programme),
        "questionnaire": _of_model(shapes.Questionnaire),
        "seance": _of_front_matter("seance", unit.KEYS),
        "quiz": _of_front_matter("quiz", quiz.KEYS),
    }


def _of_model(model: type[BaseModel]) -> Schema:
    schema = model.model_json_schema(by_alias=True)
    parts = {name: _of_object(name, part) for name, part in schema.pop("$defs").items()}
    return {"$schema": DIALECT, **_of_object(model.__name__, schema), "$defs": parts}


def _of_object(name: str, schema: Schema) -> Schema:
    """Return the schema of one model with its French title and those of its keys."""
    told: Schema = {
        key: {"title": key, "description": _(WORDS[name, key]), **_bare(value)}
        for key, value in schema["properties"].items()
    }
    return {
        "title": _(MODELS[name]),
        "type": "object",
        "properties": told,
        "required": schema.get("required", []),
        "additionalProperties": False,
    }


def _bare(schema: Schema) -> Schema:
    """Return what a value must be, as YAML gives it to an editor, without the words of the code."""
    if "anyOf" in schema:  # what may be left out is never written empty
        return _bare(next(one for one in schema["anyOf"] if one != {"type": "null"}))
    kept = {key: schema[key] for key in schema.keys() - {"title", "description", "default", "discriminator"}}
    if "oneOf" in kept:
        kept["oneOf"] = [_bare(one) for one in kept["oneOf"]]
    if "items" in kept:
        kept["items"] = _bare(kept["items"])
    if named := kept.get("patternProperties"):
        kept["patternProperties"] = {pattern: _bare(value) for pattern, value in named.items()}
        kept["additionalProperties"] = False
    if kept.get("type") == "integer":
        kept["type"] = ["integer", "string"]
    elif kept.get("type") == "string" and "const" not in kept:
        kept["type"] = ["string", "number", "boolean", "null"]
    return dict(sorted(kept.items()))


def _of_front_matter(name: str, keys: Mapping[str, Key]) -> Schema:
    """Return the schema of the lines at the head of a file: its keys alone, since what follows them is not YAML."""
    return {
        "$schema": DIALECT,
        "title": _(MODELS[name]),
        "type": "object",
        "properties": {key: {"title": key, "description": _(WORDS[name, key])} for key in keys},
        "required": [key for key, known in keys.items() if known.required],
        "additionalProperties": False,
    }
