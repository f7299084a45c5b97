"""docs/write-an-extractor.md, followed by a new user: from an empty folder to tests that pass."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "write-an-extractor.md").read_text("utf-8")

# What a reader does, in the order of the page: write a file that is named before its block, or run an indented line.
# Other blocks are passed over: they run as the page's own examples.
FILE = r"[Ww]rite `(\w+\.py)`[^\n]*:\n\n(?:<!--[^\n]*-->\n\n)?```python\n(.*?)^```$"
STEP = re.compile(rf"(?ms){FILE}|^```.*?^```$|^    ([^\n]+)$")
STEPS = [step for step in STEP.findall(PAGE.partition("## 5.")[0]) if any(step)]


def test_every_step_of_the_page_does_what_it_says(tmp_path: Path) -> None:
    """The files are written, the commands run, and pytest finds a test for each rule and each claim."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    env = {**os.environ, "PATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    printed = []
    for name, block, command in STEPS:
        if name:
            (tmp_path / name).write_text(block, encoding="utf-8")
            continue
        done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        printed.append((command, done.stdout))
    assert [name for name, _, _ in STEPS if name] == ["closures.py", "test_closures.py", "test_golden.py"]
    assert [re.findall(r"\d+ passed", said) for command, said in printed if command == "pytest"] == [["20 passed"], ["21 passed"]]
    assert printed[-1] == ("python -m dealwatch.testing golden closures@1=closures:closures", "")
