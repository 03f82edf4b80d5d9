# SPDX-License-Identifier: GPL-3.0-or-later
# journey-not-checked.py: one answer of fifty is a 500 that no assertion looks at

import os
import tempfile

from journey import Journey
from server import Server

FLOW = """name: Fifty
run: {{ iterations: 50 }}
steps:
  - {{ name: Ask, httpRequest: {{ url: "{0}/nth-500-31" }} }}
  - {{ name: Go on, httpRequest: {{ url: "{0}/on" }} }}
"""

with tempfile.TemporaryDirectory() as folder, Server() as server:
    path = os.path.join(folder, "fifty.flow.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(FLOW.format(server.url))
    with Journey(path) as weir:
        weir.press("Run (50x)")
        weir.text("⚠ Passed, 1 answer not checked")
        weir.button("Run (50x)")
        assert len(server.seen) == 100, len(server.seen)
        row = weir.named("GET Ask, 1 of 50 not checked")
        texts = [weir.text_of(node) for node in weir.walk(row)]
        assert "⚠ 1/50 not checked" in texts, texts
        assert not any(text.startswith("✓") for text in texts), texts
        weir.named("GET Go on, all 50 passed")

        # Two actions lead to the answer: the step, and the next problem.
        weir.click(row)
        weir.press("Next problem")
        weir.text("HTTP/1.1 500 Internal Server Error")
        row = weir.wait("the chosen row", lambda: weir.find_selected("Iteration 31"))
        weir.picture("not-checked")
        weir.key("ctrl+q")
        assert weir.wait_end() == 0
