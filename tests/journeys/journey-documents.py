# SPDX-License-Identifier: GPL-3.0-or-later
# journey-documents.py: a second file is opened while the first one runs; then the window is closed

import os
import subprocess
import tempfile

from journey import DEADLINE, Journey

CHECKOUT = """name: Checkout
steps:
  - name: Wait long
    wait: 10m
"""
QUICK = """name: Quick
steps:
  - name: Set a value
    set: { value: 1 }
"""


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


with tempfile.TemporaryDirectory() as folder:
    checkout = write(folder, "checkout.flow.yaml", CHECKOUT)
    quick = write(folder, "quick.flow.yaml", QUICK)
    with Journey(checkout) as weir:
        weir.text("Wait long")
        weir.press("Run")
        weir.button("Stop")

        # As a file manager does it: a second program hands its file to the first one and ends.
        subprocess.run([os.environ["WEIR"], quick], check=True, timeout=DEADLINE)
        weir.text("Set a value")
        weir.text("Checkout is running")

        weir.key("ctrl+k")
        weir.wait("the entry that says that it runs", lambda: weir.find(
            lambda node: (node.get_name() or "") == "Checkout, running"))
        weir.picture("documents")
        weir.key("Up")
        weir.key("Return")
        weir.text("Wait long")
        weir.button("Stop")

        weir.key("ctrl+q")
        weir.press("Keep Running")
        weir.button("Stop")
        weir.press_until("Close", "Stop and Close")
        weir.press("Stop and Close")
        assert weir.wait_end() == 0
