"""Quizzes of other tools, in and out: GIFT and Moodle XML.

```text
 file ─ files ─▶ gift_reader, moodle_xml_reader ─▶ moodle.Bank ─ reading, carrying_* ─▶ questions ─ importing ─▶ quizzes/*.md
 file ◀── exporting ◀── gift_writer, moodle_xml_writer ◀── moodle.MoodleQuestion ◀── to_moodle, to_cloze ◀── a quiz
```
"""
