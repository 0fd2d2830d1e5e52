"""The application: pages put together, headers of every answer, errors as letters."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, Response
from sqlalchemy.exc import OperationalError
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musnad.archive import Archive
from musnad.errors import BadArchive, MusnadError
from musnad.review import (
    actors,
    audit,
    cases,
    document,
    entrance,
    export,
    inbox,
    intake,
    judgements,
    labels,
    maps,
    network,
    rounds,
    search,
    stories,
    suggest,
    timeline,
)  # fmt: skip
from musnad.review.access import ANSWERS, Refused
from musnad.review.desk import Desk
from musnad.review.settings import Settings
from musnad.version import VERSION

STATIC = Path(__file__).parent / "static"
LARGEST = 64_000_000  # bytes of a request's body
PAGES = (
    entrance, labels, suggest, inbox, intake, document, judgements, rounds, actors, network, stories, maps, timeline, search,
    export, cases, audit,
)  # fmt: skip
# Nothing from elsewhere, no script in a page, no frame around it. Styles may be set by scripts on single elements.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_LOG = logging.getLogger("musnad.review")


def make_app(archive: Archive, settings: Settings | None = None) -> FastAPI:
    """The application on an open archive. `app.state.desk.entry` is the local user's one-time token."""
    desk = Desk(archive, settings or Settings())

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        worker = intake.Worker(desk)
        app.state.worker = worker
        worker.start()
        yield
        worker.stop()
        desk.close()

    app = FastAPI(
        title="Musnad review", version=VERSION, openapi_url="/api/openapi.json", docs_url=None, redoc_url=None, lifespan=living,
        description="The review workbench's server; docs/review-api.md explains it.", responses=ANSWERS,
    )  # fmt: skip
    app.state.desk = desk
    for page in PAGES:
        app.include_router(page.router)
    app.add_api_route("/api", _described, include_in_schema=False)
    app.add_api_route("/{path:path}", _static, include_in_schema=False)
    _errors(app)
    app.add_middleware(Dressed)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(desk.settings.hosts))
    return app


def _described(request: Request) -> Response:
    """The list of what the server answers, as plain text (the usual pages for it load scripts from elsewhere)."""
    lines = ["Musnad review API. The OpenAPI document: /api/openapi.json. Explained in docs/review-api.md.", ""]
    for path, methods in sorted(request.app.openapi()["paths"].items()):
        lines += [f"{method.upper():7}{path}" for method in methods]
    return Response("\n".join(lines) + "\n", media_type="text/plain; charset=utf-8")


def _static(path: str) -> Response:
    """A file of the built front end; its first page for every other address."""
    if path == "api" or path.startswith("api/"):
        raise HTTPException(404)
    asked = (STATIC / path).resolve()
    if path and asked.is_relative_to(STATIC.resolve()) and asked.is_file():
        return FileResponse(asked)
    first = STATIC / "index.html"
    if first.is_file():
        return FileResponse(first, headers={"Cache-Control": "no-cache"})
    return Response(
        "The front end is not built (src/musnad/review/static). The API answers: see /api.\n", media_type="text/plain"
    )  # fmt: skip


class Dressed:
    """Refuses bodies that are too large; puts the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if scope["path"].startswith("/api"):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await (_TOO_LARGE if _is_too_large(Headers(scope=scope)) else self._app)(scope, receive, dressed)


def _is_too_large(headers: Headers) -> bool:
    """Is the body longer than may be, or is its length not promised?"""
    length = headers.get("Content-Length", "0")
    chunked = "chunked" in headers.get("Transfer-Encoding", "").lower()
    return chunked or not length.isdecimal() or int(length) > LARGEST


def _letter(status: int, code: str, sentence: str, headers: dict[str, str] | None = None, **more: object) -> JSONResponse:
    return JSONResponse({"error": sentence, "code": code, **more}, status_code=status, headers=headers)


_TOO_LARGE = _letter(413, "too_large", f"A request holds at most {LARGEST:,} bytes, and says how many.")
_CODES = {400: "bad_request", 404: "missing", 405: "bad_request", 409: "conflict", 413: "too_large", 415: "invalid"}
_SAID = {404: "There is nothing at this address.", 405: "This address does not know that method."}


def _errors(app: FastAPI) -> None:
    """Every error as JSON with a sentence."""

    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> JSONResponse:
        return _letter(error.status, error.code, error.sentence, error.headers, **error.more)

    @app.exception_handler(MusnadError)
    async def musnad(request: Request, error: MusnadError) -> JSONResponse:
        if isinstance(error, BadArchive):
            _LOG.error("%s", error)
            return _letter(503, "archive", str(error))
        return _letter(400, "bad_request", str(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return _letter(422, "invalid", f"{where}: {first['msg']}"[:300])

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        said = _SAID.get(error.status_code, str(error.detail))
        return _letter(error.status_code, _CODES.get(error.status_code, "bad_request"), said, dict(error.headers or {}))

    @app.exception_handler(OperationalError)
    async def busy(request: Request, error: OperationalError) -> JSONResponse:
        _LOG.error("the database: %s", error.orig)
        again = {"Retry-After": "2"}
        return _letter(503, "archive", "The archive cannot answer now (busy, or its disk is full): try again.", again)

    @app.exception_handler(Exception)
    async def defect(request: Request, error: Exception) -> JSONResponse:
        _LOG.exception("a defect of Musnad at %s", request.url.path)
        return _letter(500, "defect", f"This is a defect of Musnad, please report it ({type(error).__name__}).")
