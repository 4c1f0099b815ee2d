"""Words of the content security policy, and what may stand in it."""

from pathlib import Path
from runpy import run_path

import pytest

from browser import ROOT, serving
from dashboard.server.headers import content_security_policy


@pytest.mark.parametrize(
    ("origins", "ancestors"),
    [
        ("", "frame-ancestors 'self'"),
        ("  ", "frame-ancestors 'self'"),
        ("https://example.org", "frame-ancestors 'self' https://example.org"),
        (
            "https://*.example.org:8443  http://localhost:*",
            "frame-ancestors 'self' https://*.example.org:8443 http://localhost:*",
        ),
    ],
)
def test_frame_ancestors(origins: str, ancestors: str) -> None:
    assert content_security_policy(origins).split("; ")[-1] == ancestors


@pytest.mark.parametrize(
    "origin",
    ["*", "'none'", "example.org", "https://example.org/page", "https://a;script-src", "ftp://a.b"],
)
def test_frame_ancestors_refused(origin: str) -> None:
    with pytest.raises(ValueError, match="cannot be used") as caught:
        content_security_policy(f"https://example.org {origin}")
    assert str(caught.value) == (
        f"ATLAS_FRAME_ANCESTORS: {origin!r} cannot be used; expected origins apart by spaces, "
        "e.g. https://example.org https://*.example.net"
    )


@pytest.mark.by_turns
def test_app_does_not_start_with_a_bad_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = "{}: '{}' cannot be used"
    for name in ("ATLAS_FRAME_ANCESTORS", "ATLAS_TILES"):
        with monkeypatch.context() as setting:
            setting.setenv(name, "example")
            with pytest.raises(SystemExit, match=refused.format(name, "example")):
                run_path(str(ROOT / "dashboard" / "app.py"))
    with (
        pytest.raises(RuntimeError, match=refused.format("ATLAS_PUBLIC_URL", "javascript:1")),
        serving(tmp_path / "log.txt", ATLAS_PUBLIC_URL="javascript:1"),
    ):
        pass
