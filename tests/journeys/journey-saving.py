# SPDX-License-Identifier: GPL-3.0-or-later
# journey-saving.py: changes are asked about before they are lost, and a flow is found again at the next start

import os
import tempfile

from journey import Journey
from run_menu import RunMenu

FLOW = """# How it begins
name: Kept
run:
  iterations: 2  # twice is enough
steps:
  - name: Set a value
    set: { value: 1 }
"""


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "kept.flow.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(FLOW)
    with RunMenu(path) as weir:
        weir.button("Run (2x)")
        weir.choose("Run with iterations…")
        weir.type("Iterations", "7")
        weir.button("Run (7x)")

        weir.key("ctrl+q")
        weir.text("Save the changes to Kept?")
        weir.picture("saving")
        weir.answer("Cancel")
        weir.wait_answered()
        weir.button("Run (7x)")
        assert read(path) == FLOW

        weir.key("ctrl+q")
        weir.answer("Save")
        weir.wait_end()
        assert read(path) == FLOW.replace("2  #", "7  #"), read(path)

    with Journey() as weir:
        weir.button("Try the Sample Flow")
        weir.click(weir.named("kept.flow.yaml"))
        weir.button("Run (7x)")
        weir.key("ctrl+q")
        weir.wait_end()
