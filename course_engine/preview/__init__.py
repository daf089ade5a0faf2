"""What designers see of a course while they write it: a page of this machine that follows each save.

```text
files ──watching──▶ workshop: edition (draft, problems) ──screens──▶ app: pages, then what changed of them
```

Nothing is written in the course's folder, and nothing is recorded.
"""
