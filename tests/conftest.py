"""What every test shares: one Hypothesis profile, and the seeds."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

# A change is judged on the same examples each time; whoever works on it gets new ones with every run.
settings.register_profile(
    "dealwatch",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    derandomize="CI" in os.environ,
)
# The same few for each mutant: mutation testing asks each test a thousand times.
settings.register_profile(
    "mutation",
    parent=settings.get_profile("dealwatch"),
    max_examples=25,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # a mutant is killed by any example, not the smallest
)
settings.load_profile("dealwatch")

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing reaches for the network, whatever is tested; only a browser and Spark talk to processes of their own."""
    if request.node.get_closest_marker("browser") or request.node.get_closest_marker("spark"):
        return
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            raise AssertionError(f"dealwatch reached for the network: {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five seed reports."""
    return ROOT / "seeds"
