"""The web front end: pages in Swedish and a JSON interface over one index.

from webui import create_app

app = create_app({"INDEX": "index", "CORPUS": "corpus"})
"""

from webui.app import create_app

__all__ = ["create_app"]
