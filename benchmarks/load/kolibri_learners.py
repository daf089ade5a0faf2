"""Fills a fresh Kolibri for the benchmark: run by Kolibri's own Python, in `kolibri manage shell`.

Makes COUNT learners of one class, a quiz of sixty questions that the class is given, and a browser session for
each; writes {"quiz": id, "learners": [session key, …]} to OUT.
"""

import json
import os
from importlib import import_module
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from kolibri.core.auth.models import Classroom, Facility, FacilityUser
from kolibri.core.exams.models import Exam, ExamAssignment

QUESTIONS = 60

facility = Facility.objects.get()
admin = FacilityUser.objects.get(username="admin")
room = Classroom.objects.create(name="Banc", parent=facility)
exercise = uuid4().hex
questions = [
    {"exercise_id": exercise, "question_id": uuid4().hex, "title": f"Q{n}", "counter_in_exercise": n}
    for n in range(QUESTIONS)
]
sections = [
    {"section_title": "", "description": "", "questions": questions, "learners_see_fixed_order": True}
]
quiz = Exam.objects.create(
    title="Banc",
    question_count=QUESTIONS,
    question_sources=sections,
    collection=room,
    creator=admin,
    active=True,
    date_activated=timezone.now(),
)
ExamAssignment.objects.create(exam=quiz, collection=room, assigned_by=admin)

store = import_module(settings.SESSION_ENGINE).SessionStore
keys = []
for number in range(int(os.environ["COUNT"])):
    learner = FacilityUser(username=f"banc{number}", full_name=f"Banc {number}", facility=facility)
    learner.set_unusable_password()
    learner.save()
    room.add_member(learner)
    session = store()
    session[SESSION_KEY] = learner._meta.pk.value_to_string(learner)  # noqa: SLF001 - Django’s own name
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = learner.get_session_auth_hash()
    session.save()
    keys.append(session.session_key)

items = [f"{exercise}:{question['question_id']}" for question in questions]
with Path(os.environ["OUT"]).open("w", encoding="utf-8") as out:
    json.dump(
        {"quiz": quiz.id, "items": items, "cookie": settings.SESSION_COOKIE_NAME, "learners": keys}, out
    )
