"""The built pages: hashed files for good, everything else is the one page."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from yizhan_collector.ground.refusals import NotFound

MISSING = """<!doctype html><meta charset="utf-8"><title>司法驿站</title>
<p>页面尚未构建。请在 <code>dashboards/</code> 中运行 <code>npm run build</code>。</p>
<p lang="en">The pages are not built: run <code>npm run build</code> in <code>dashboards/</code>.
"""
FOR_GOOD = "public, max-age=31536000, immutable"


def router(root: Path) -> APIRouter:
    """The routes of the pages built into this folder."""
    made = APIRouter(include_in_schema=False)
    known = {one.relative_to(root).as_posix(): one for one in root.rglob("*") if one.is_file()}

    @made.get("/{path:path}")
    def page(path: str, request: Request) -> Response:
        """A file of the build, or the one page that finds its own way."""
        if path.startswith(("api/", "own/api/")):
            raise NotFound
        found = known.get(path)
        if found and path.startswith("assets/"):
            return FileResponse(found, headers={"Cache-Control": FOR_GOOD})
        index = found or known.get("index.html")
        if index is None:
            return HTMLResponse(MISSING, 503)
        return FileResponse(index, headers={"Cache-Control": "no-cache"})

    return made
