"""The page of an address as the server sends it before any script runs."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import html
from starlette.requests import Request

from dashboard.server.front_page import FrontPage
from dashboard.server.routes import start
from wire import SHELL, request

PAGE = FrontPage.around(SHELL, "a1")


@dataclass(frozen=True)
class Said:
    """What an answer says, as a reader without scripts gets it."""

    page: str

    @cached_property
    def tree(self) -> Any:
        return html.fromstring(self.page)

    @property
    def title(self) -> str:
        return self.tree.findtext(".//title")

    @property
    def canonical(self) -> str:
        return self.tree.xpath("string(//link[@rel='canonical']/@href)")

    @property
    def text(self) -> str:
        return " ".join(self.tree.xpath("string(//main)").split())

    @property
    def links(self) -> list[str]:
        return self.tree.xpath("//main//a/@href")

    @property
    def linked(self) -> list[dict[str, Any]]:
        return json.loads(self.tree.xpath("string(//script[contains(@type, 'ld+json')])"))["@graph"]

    def meta(self, name: str) -> str:
        return self.tree.xpath("string(//meta[@name=$name or @property=$name]/@content)", name=name)


def answer(query: str = "", base: str = "", **headers: str) -> Said:
    """Ask for the page as a server in front of it passes a request on."""
    scope = dict(request(query, prefix="").scope, path=f"{base}/")
    scope["headers"] += [
        (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
    ]
    got = start(PAGE, base, Request(scope))
    assert got.status_code == 200
    assert got.headers["cache-control"] == "no-cache"
    return Said(bytes(got.body).decode())
