"""Released versions are kept as they are, and each change needs a version of its own."""

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import geo
from browser import ROOT
from datasets import SOURCES
from edits import CLAIM, OTHER, Edit, add, correct, edit, raise_version, withhold
from geo.__main__ import main
from geo.check.folder import check_folder
from geo.files import only_writer
from geo.history.changes import changes, changes_of_view, read_version
from geo.history.snapshots import check_releases, read_release, versions, write_release


def test_shipped_version_is_released_as_it_is():
    data = ROOT / "data"
    content, problems = check_folder(data)
    assert problems == []
    assert content.version in versions(data)
    assert check_releases(data, content) == []
    release = read_release(data, content.version)
    assert {name: len(records) for name, records in release.tables.items()} == {
        name: len(content.rows(name)) for name in release.tables
    }


def test_every_release_is_small_and_each_view_of_it_can_be_compared():
    data = ROOT / "data"
    dataset = geo.load(data)
    everything = geo.Filter().select(dataset)
    for version in versions(data):
        assert (data / "releases" / f"{version}.jsonl.gz").stat().st_size < 150_000
        changes_of_view(everything, data, version)


def test_release_is_deterministic_and_undated(released):
    path = released / "releases" / "0.1.0.jsonl.gz"
    first = path.read_bytes()
    assert first[4:8] == b"\0\0\0\0"
    path.unlink()
    write_release(released)
    assert path.read_bytes() == first
    lines = gzip.decompress(first).decode().splitlines()
    assert lines[1].startswith('{"table":"places.csv","columns":["place_id","layer",')
    assert lines[2].startswith('["alpha-prison","prison","Alpha prison","زندان آلفا",')


def test_release_is_read_back_as_written(released):
    release = read_release(released, "0.1.0")
    claim = release.tables["claims.csv"][CLAIM]
    assert (claim["place_id"], claim["locator"]) == ("alpha-prison", "p. 1")
    assert sorted(release.sources) == [one["id"] for one in SOURCES]
    assert release.content_hash == geo.load(released).content_hash


def version_lines(data: Path) -> list[str]:
    """Return what is wrong with the version of a folder that has no other problem."""
    content, problems = check_folder(data)
    assert problems == []
    return [str(problem) for problem in check_releases(data, content)]


@pytest.mark.parametrize(
    ("change", "needed"), [(correct, "0.1.1"), (add, "0.2.0"), (withhold, "0.2.0")]
)
def test_released_version_must_not_change(released, change: Edit, needed):
    change(released)
    assert version_lines(released) == [
        "datapackage.json:0 (-) version: 0.1.0, which is released with other content; "
        f"expected {needed} or higher, counted as README.md says"
    ]
    raise_version(released, needed)
    assert version_lines(released) == []


def test_change_outside_the_records_counts_too(released):
    edit(released / "tour.csv", r"^(overview,1,)", r"\1New: ")
    assert "expected 0.1.1 or higher" in version_lines(released)[0]


def test_added_code_and_lost_code_count(released):
    rows = (released / "codes.csv").read_text("utf-8")
    unused = next(row for row in rows.splitlines() if row.startswith("publisher_kind,court,"))
    (released / "codes.csv").write_text(rows.replace(f"{unused}\n", ""), "utf-8")
    assert "expected 1.0.0 or higher" in version_lines(released)[0]
    added = rows.replace(unused, f"publisher_kind,archive,Archive,بایگانی,An archive.\n{unused}")
    (released / "codes.csv").write_text(added, "utf-8")
    assert "expected 0.2.0 or higher" in version_lines(released)[0]


def test_version_before_the_newest_release_is_a_problem(released):
    raise_version(released, "0.0.9")
    assert "version: 0.0.9, while 0.1.0 is released; expected 0.1.1" in version_lines(released)[0]


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("0.1.0.jsonl.gz", b"", "an unreadable snapshot (ValueError)"),
        ("0.1.0.jsonl.gz", b"not gzip", "an unreadable snapshot (BadGzipFile)"),
        ("0.1.1.jsonl.gz", gzip.compress(b"[1]\n", mtime=0), "an unreadable snapshot (ValueError)"),
        (
            "0.1.1.jsonl.gz",
            gzip.compress(b"{}\n[]\n", mtime=0),
            "an unreadable snapshot (KeyError)",
        ),
        ("latest.jsonl.gz", b"", "a name other than VERSION.jsonl.gz"),
        ("0.1.0.json.gz", b"", "a name other than VERSION.jsonl.gz"),
    ],
)
def test_broken_release_is_a_problem(released, name, content, found):
    (released / "releases" / name).write_bytes(content)
    assert version_lines(released) == [
        f"{name}:0 (-) -: {found}; expected a snapshot as `python -m geo release` writes it"
    ]


def test_release_under_another_name_is_a_problem(released):
    folder = released / "releases"
    shutil.copy(folder / "0.1.0.jsonl.gz", folder / "0.1.1.jsonl.gz")
    assert "the snapshot of version '0.1.0'" in version_lines(released)[0]


def test_cut_release_is_a_problem(released):
    path = released / "releases" / "0.1.0.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-2000])
    assert "an unreadable snapshot (EOFError)" in version_lines(released)[0]


def test_data_without_releases_is_no_problem(small_folder):
    assert version_lines(small_folder) == []
    assert versions(small_folder) == []
    dataset = geo.load(small_folder)
    assert read_version([("v", "0.1.0")], small_folder, dataset) == ("0.1.0", [])
    assert changes_of_view(geo.Filter().select(dataset), small_folder, "0.1.0") == []


def test_next_release_is_written_beside_the_first(released, capsys):
    correct(released)
    raise_version(released, "0.1.1")
    before = (released / "releases" / "0.1.0.jsonl.gz").read_bytes()
    assert main(["release", str(released)]) == 0
    assert versions(released) == ["0.1.0", "0.1.1"]
    assert (released / "releases" / "0.1.0.jsonl.gz").read_bytes() == before
    assert main(["check", str(released)]) == 0
    correct(released, OTHER)
    raise_version(released, "0.1.2")
    dataset = geo.load(released)
    for version, changed in {"0.1.0": [CLAIM, OTHER], "0.1.1": [OTHER]}.items():
        assert [one.record_id for one in changes(released, version, dataset)] == changed
    assert capsys.readouterr().out == ""


def test_versions_sort_as_numbers(released):
    for version in ("0.1.1", "0.1.2", "0.1.10"):
        raise_version(released, version)
        _, written, problems = write_release(released)
        assert (written, problems) == (True, [])
    assert versions(released) == ["0.1.0", "0.1.1", "0.1.2", "0.1.10"]


def test_release_of_the_same_content_again_writes_nothing(released, capsys):
    path = released / "releases" / "0.1.0.jsonl.gz"
    before = path.stat().st_mtime_ns
    assert main(["release", str(released)]) == 0
    assert path.stat().st_mtime_ns == before
    assert capsys.readouterr().err.strip().endswith("released already")


def test_release_refuses_other_content_under_a_released_version(released, capsys):
    correct(released)
    path = released / "releases" / "0.1.0.jsonl.gz"
    before = path.read_bytes()
    assert main(["release", str(released)]) == 1
    assert path.read_bytes() == before
    assert capsys.readouterr().out.splitlines() == version_lines(released)


def test_release_refuses_a_version_that_is_counted_up_too_little(released, capsys):
    add(released)
    raise_version(released, "0.1.1")
    assert main(["check", str(released)]) == 0
    assert main(["release", str(released)]) == 1
    assert "version: 0.1.1 after 0.1.0; expected 0.2.0 or higher" in capsys.readouterr().out
    assert versions(released) == ["0.1.0"]


def test_release_refuses_data_with_problems(small_folder, capsys):
    edit(small_folder / "claims.csv", rf"^({CLAIM},[^,]*,[^,]*),[^,]*,", r"\1,1988-13,")
    assert main(["release", str(small_folder)]) == 1
    assert f"({CLAIM}) date_edtf: " in capsys.readouterr().out
    assert not (small_folder / "releases").exists()


def test_check_reports_a_changed_release(released, capsys):
    correct(released)
    assert main(["check", str(released)]) == 1
    assert "which is released with other content" in capsys.readouterr().out


def test_releases_are_no_part_of_the_content(released):
    before = geo.load(released).content_hash
    shutil.rmtree(released / "releases")
    assert geo.load(released).content_hash == before


def test_snapshot_that_is_a_pipe_is_a_problem(released):
    os.mkfifo(released / "releases" / "0.1.1.jsonl.gz")
    assert "0.1.1.jsonl.gz:0 (-) -: an unreadable snapshot (OSError)" in version_lines(released)[0]


def test_second_release_at_the_same_time_is_refused(small_folder, capsys):
    with only_writer(small_folder) as held:
        assert held
        assert main(["release", str(small_folder)]) == 1
    assert capsys.readouterr().out == (
        "releases:0 (-) -: another release under way; expected one release at a time\n"
    )
    assert versions(small_folder) == []
    assert main(["release", str(small_folder)]) == 0


def test_lock_ends_with_a_process_that_is_killed(small_folder):
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom geo.files import only_writer\n"
        "with only_writer(Path(sys.argv[1])) as held:\n    print(held, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, str(small_folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        assert write_release(small_folder)[1] is False
        other.kill()
    assert write_release(small_folder)[1] is True


def test_release_cut_short_leaves_nothing_behind(small_folder, monkeypatch, capsys):
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        assert main(["release", str(small_folder)]) == 1
    assert "no release written (No space left on device)" in capsys.readouterr().err
    assert list((small_folder / "releases").iterdir()) == []
    assert main(["release", str(small_folder)]) == 0
    assert versions(small_folder) == ["0.1.0"]


def test_what_a_killed_release_left_is_written_over(small_folder):
    (small_folder / "releases").mkdir()
    part = small_folder / "releases" / "0.1.0.jsonl.gz.part"
    part.write_bytes(b"half of")
    assert write_release(small_folder)[1:] == (True, [])
    assert not part.exists()
    assert version_lines(small_folder) == []
