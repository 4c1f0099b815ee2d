"""A browser that is busy drawing."""

import re

from playwright.sync_api import Page, WebSocketRoute
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SENT = """async text => {
    while (!await window.isSent(text))
        await new Promise(resolve => setTimeout(resolve, 50));
}"""
ENDED_RUNS = """async count => {
    while (await window.endedRuns() < count)
        await new Promise(resolve => setTimeout(resolve, 50));
}"""


class SlowBrowser:
    """Holds back what the server sends a page, as a browser does that is busy drawing."""

    def __init__(self, page: Page) -> None:
        self.is_busy = False
        self.page = page
        self.waiting: list[tuple[WebSocketRoute, str | bytes]] = []
        self.sent: list[bytes] = []
        page.expose_function("endedRuns", self.ended_runs)
        page.expose_function("isSent", self.is_sent)
        page.route_web_socket(re.compile("/_stcore/stream"), self.connect)

    def connect(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda message: self.send(server, message))
        server.on_message(lambda message: self.take(socket, message))

    def send(self, server: WebSocketRoute, message: str | bytes) -> None:
        self.sent.append(message if isinstance(message, bytes) else message.encode())
        server.send(message)

    def take(self, socket: WebSocketRoute, message: str | bytes) -> None:
        self.waiting.append((socket, message))
        if not self.is_busy:
            self.draw()

    def ended_runs(self) -> int:
        """Count the runs of the page's script that have ended and whose answers are held back."""
        messages = [ForwardMsg.FromString(message) for _socket, message in self.waiting]
        return sum(
            one.WhichOneof("type") == "script_finished"
            and one.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            for one in messages
        )

    def wait_for_ended_runs(self, count: int) -> None:
        # Not wait_for_function, which takes the promise of an answer for the answer.
        self.page.evaluate(ENDED_RUNS, count)

    def is_sent(self, text: str) -> bool:
        """Tell whether the page sent the server some text."""
        return any(text.encode() in message for message in self.sent)

    def wait_for_sent(self, text: str) -> None:
        self.page.evaluate(SENT, text)

    def draw(self) -> None:
        self.is_busy = False
        while self.waiting:
            socket, message = self.waiting.pop(0)
            socket.send(message)
