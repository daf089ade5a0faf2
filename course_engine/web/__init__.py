"""All FastAPI: the application that trainees use on the stand.

`create_app` takes a `Site`, everything that the routes need; `serve` runs it on this machine only.
"""

from course_engine.web.app import create_app
from course_engine.web.server import serve
from course_engine.web.site import DemoCode, Site

__all__ = ["DemoCode", "Site", "create_app", "serve"]
