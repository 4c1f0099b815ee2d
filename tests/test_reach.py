"""Addresses for an audience, and the codes that lead to them."""

import re
import socket
from collections.abc import Callable
from html import unescape
from unittest.mock import MagicMock
from urllib.parse import unquote
from xml.etree.ElementTree import fromstring

import pytest
import zxingcpp
from PIL import Image

from dashboard.present import reach
from dashboard.present.qr import qr_picture
from dashboard.present.reach import addresses, lan_host

OWN = "http://localhost:8501/"
LINK = "https://atlas.example/?layers=prison&from=1988-08&to=1988-08&v=1.1.0&lat=35.7&lng=51.4"


def sockets_at(host: str) -> MagicMock:
    """Give sockets that have one address of their own, or no route with an empty text."""
    sockets = MagicMock()
    opened = sockets.return_value.__enter__.return_value
    opened.getsockname.return_value = (host, 50_000)
    opened.connect.side_effect = None if host else OSError("Network is unreachable")
    return sockets


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put this machine at an address, or into no network with an empty text."""
    monkeypatch.delenv("ATLAS_PUBLIC_URL", raising=False)

    def be_at(host: str) -> None:
        monkeypatch.setattr(reach.socket, "socket", sockets_at(host))

    be_at("")
    return be_at


@pytest.mark.parametrize(
    ("host", "own", "is_open", "found"),
    [
        ("192.168.1.20", OWN, True, ["http://192.168.1.20:8501/", OWN]),
        ("192.168.1.20", "http://localhost:8501", True, ["http://192.168.1.20:8501/", OWN]),
        ("10.0.0.5", "https://host/a/b/", True, ["https://host/a/b/"]),
        ("10.0.0.5", "https://[::1]/a/b/", True, ["https://10.0.0.5/a/b/", "https://[::1]/a/b/"]),
        ("10.0.0.5", "http://10.0.0.5:8501/", True, ["http://10.0.0.5:8501/"]),
        ("192.168.1.20", OWN, False, [OWN]),
        ("", OWN, True, [OWN]),
        ("127.0.0.1", OWN, True, [OWN]),
        ("0.0.0.0", OWN, True, [OWN]),
        ("192.168.1.20", "/", True, ["/"]),
    ],
)
def test_addresses_from_the_likeliest(
    network: Callable[[str], None], host: str, own: str, is_open: bool, found: list[str]
) -> None:
    network(host)
    assert addresses(own, is_open) == found


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize(
    "stated", ["https://atlas.example", "https://atlas.example/", "  https://atlas.example/ "]
)
def test_stated_address_comes_first(
    network: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, stated: str, is_open: bool
) -> None:
    network("192.168.1.20")
    monkeypatch.setenv("ATLAS_PUBLIC_URL", stated)
    lan = ["http://192.168.1.20:8501/"] if is_open else []
    assert addresses(OWN, is_open) == ["https://atlas.example/", *lan, OWN]


def test_empty_stated_address_is_none(
    network: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_PUBLIC_URL", "   ")
    assert addresses(OWN, True) == [OWN]


def test_machine_without_a_network_has_no_address(network: Callable[[str], None]) -> None:
    assert lan_host() == ""
    network("192.168.1.20")
    assert lan_host() == "192.168.1.20"


def test_route_is_chosen_without_a_packet(monkeypatch: pytest.MonkeyPatch) -> None:
    sockets = sockets_at("192.168.1.20")
    monkeypatch.setattr(reach.socket, "socket", sockets)
    lan_host()
    sockets.assert_called_once_with(socket.AF_INET, socket.SOCK_DGRAM)


def drawn(picture: str) -> Image.Image:
    """Draw the modules of a code's SVG, four pixels each."""
    found = re.search(r'<img src="data:image/svg\+xml[^,"]*,([^"]+)"', picture)
    assert found
    svg = fromstring(unquote(unescape(found[1])))
    size = int(svg.attrib["width"])
    scale = 4
    image = Image.new("L", (size, size), 255)
    dark = next(one for one in svg.iter() if one.attrib.get("stroke"))
    x = y = 0.0
    for command, numbers in re.findall(r"([MmHhVv])([-\d. ]+)", dark.attrib["d"]):
        values = [float(one) for one in numbers.split()]
        if command in "Mm":
            x, y = values if command == "M" else (x + values[0], y + values[1])
            continue
        assert command == "h"
        left, top = round(x * scale), round((y - 0.5) * scale)
        image.paste(0, (left, top, round((x + values[0]) * scale), top + scale))
        x += values[0]
    return image


@pytest.mark.parametrize("link", [OWN, LINK, LINK + "&q=%D8%AE%D8%A7%D9%88%D8%B1%D8%A7%D9%86"])
def test_code_on_the_page_decodes_to_its_link(link: str) -> None:
    picture = qr_picture(link)
    found = zxingcpp.read_barcode(drawn(picture))
    assert found is not None
    assert found.text == link
    assert f'data-link="{link.replace("&", "&amp;")}"' in picture


@pytest.mark.parametrize(
    ("link", "is_here"),
    [
        (OWN, True),
        ("http://127.0.0.1:8501/?layers=prison", True),
        ("https://127.9.0.1/", True),
        ("http://[::1]:8501/", True),
        ("http://192.168.1.20:8501/", False),
        ("https://127.example/", False),
        (LINK, False),
        ("/?layers=prison", False),
    ],
)
def test_code_says_that_nobody_else_reaches_its_address(link: str, is_here: bool) -> None:
    assert ("This address works on this computer only." in qr_picture(link)) is is_here


def test_code_has_the_quiet_zone_that_readers_need() -> None:
    image = drawn(qr_picture(LINK))
    box = image.point(lambda value: 255 - value).getbbox()
    assert box is not None
    assert box == (16, 16, image.width - 16, image.height - 16)


def test_hostile_link_stays_text() -> None:
    link = 'http://host/"><script>alert(1)</script>?q=\'"><img src=x onerror=alert(1)>'
    picture = qr_picture(link)
    assert "<script" not in picture
    assert "<img src=x" not in picture
    assert picture.count("&lt;script&gt;") == 2
    found = zxingcpp.read_barcode(drawn(picture))
    assert found is not None
    assert found.text == link


def test_link_too_long_for_a_code_is_said() -> None:
    picture = qr_picture(f"{OWN}?q={'x' * 3_000}")
    assert "too long for a code" in picture
    assert "<img" not in picture
