"""The contract: every operation of the OpenAPI, played with what fits its schema and with what does not."""

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from visitor import ORIGIN, Visitor

HOST = ORIGIN.removeprefix("http://")


def test_every_operation_keeps_its_word(app: FastAPI, trainee: Visitor) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers={"host": HOST})
    cookies = dict(trainee.cookies)
    seen = {}
    for result in schema.get_all_operations():
        operation = result.ok()

        @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
        @settings(max_examples=25, database=None, suppress_health_check=list(HealthCheck))
        def keeps_its_word(case) -> None:
            case.headers = {**(case.headers or {}), "host": HOST, "sec-fetch-site": "same-origin"}
            response = case.call_and_validate(cookies=cookies, allow_redirects=False)
            seen.setdefault(operation.label, set()).add(response.status_code)

        try:
            keeps_its_word()
        except BaseException as e:
            print(operation.label, type(e), str(e)[:1500])
    print(seen)
    assert 0
