"""Workers run the tests side by side, each file in one piece.

Every other worker begins with the files that need a browser, which take longest and wait for half
of their time; those between begin with the last of the others. Who is done first goes on with what
the rest has left.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController


class FromBothEnds(LoadScopeScheduling):
    """Hands out files, to every other worker in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0]

    def _assign_work_unit(self, node: WorkerController) -> None:
        if self.nodes.index(node) % 2:
            self.workqueue.move_to_end(next(reversed(self.workqueue)), last=False)
        super()._assign_work_unit(node)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FromBothEnds:
    """Let files be handed out as above."""
    return FromBothEnds(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what needs a browser first."""
    items.sort(key=lambda item: not item.path.name.startswith("test_browser_"))
