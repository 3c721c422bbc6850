# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is measured: the lines of the table, and what ours has to reach on each."""
import dataclasses

KIB = 1024
MIB = 1024 * KIB


@dataclasses.dataclass(frozen=True)
class Targets:
    """Bounds on medians of ratios to the raw echo of the same round; None where there is no bound."""
    cpu: float | None = None  # server CPU time per message, at most
    rate: float | None = None  # messages per second, at least
    p50: float | None = None  # round trip, at most
    memory: int | None = None  # bytes of memory per connection, at most


@dataclasses.dataclass(frozen=True)
class Line:
    name: str
    mode: str = "echo"  # of the load client
    size: int = 20
    connections: int = 1
    active: int | None = None  # all, if not said
    depth: int = 1
    text: bool = False
    targets: Targets = Targets()
    has_tap: bool = False  # ours is measured with the recorder attached as well

    @property
    def senders(self):
        return self.active or self.connections


def _targets(size, connections, depth):
    if size >= 16 * KIB:
        return Targets(cpu=1.1, rate=0.8)
    if depth > 1:
        return Targets(cpu=1.1, rate=0.9)
    return Targets(cpu=1.05, rate=0.95, p50=1.05 if connections == 1 else None)


def _echo(label, size, connections, depth, text=False):
    return Line(f"{label} {connections}x{depth}", size=size, connections=connections, depth=depth, text=text,
                targets=_targets(size, connections, depth), has_tap=size == 20)


TAP_RATE = 0.8  # of ours without the recorder

LINES = [
    *(_echo("20B", 20, *shape) for shape in ((1, 1), (1, 16), (100, 1), (100, 16), (1000, 1), (1000, 16))),
    *(_echo("1KiB", KIB, *shape) for shape in ((1, 1), (1, 16), (100, 1), (100, 16), (1000, 1), (1000, 16))),
    _echo("1KiB-text", KIB, 100, 16, text=True),
    *(_echo("16KiB", 16 * KIB, *shape) for shape in ((1, 1), (1, 16), (100, 1), (100, 16), (1000, 1))),
    *(_echo("1MiB", MIB, *shape) for shape in ((1, 1), (10, 1))),  # more would be a measure of the kernel's buffers
    Line("20B 100of10000", connections=10_000, active=100, targets=Targets(cpu=1.05, rate=0.95)),
    Line("upgrades", mode="upgrades", connections=16),
    Line("idle 10000", mode="idle", connections=10_000, targets=Targets(memory=KIB)),
]

# One line of each kind, for a first look.
QUICK = ["20B 1x1", "20B 100x1", "20B 100x16", "1KiB 100x16", "16KiB 100x1", "1MiB 10x1", "20B 100of10000", "upgrades",
         "idle 10000"]
