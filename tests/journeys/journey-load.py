# SPDX-License-Identifier: GPL-3.0-or-later
# journey-load.py: a load by keys only, told by the names a screen reader would say

import os
import re
import tempfile

from keyboard import Keyboard
from server import Server

PLAN = """name: Shop
rounds:
  - name: Visitors
    numberOfClients: 2
    runInParallel: true
    iterations:
      - name: Browse
        mode: CB
        batchSize: 2
        coolDownTime: 100
        httpRequest:
          url: "{0}/items"
      - name: Order
        mode: CB
        batchSize: 1
        coolDownTime: 100
        httpRequest:
          url: "{0}/503"
        terminationRules:
          - metric: ErrorRate > 50 %
            gracePeriod: 1s
"""


def has_requests(server, path, n):
    return lambda: server.seen.count(path) >= n


with tempfile.TemporaryDirectory() as folder, Server() as server:
    path = os.path.join(folder, "shop.plan.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(PLAN.format(server.url))
    with Keyboard(path) as weir:
        # What it is, and what it will do.
        weir.named("Round Visitors, 2 clients")
        weir.named("Iteration Browse, CB: batches until")
        weir.text("2 clients at a time: requests")
        weir.wait_focus("Plan Shop")
        weir.keys("Down", "Down")
        weir.wait_focus("Iteration Browse")

        # Start; a rule ends the one iteration at its grace, and nothing else.
        weir.keys("ctrl+Return")
        weir.button("Stop")
        weir.named("Clients: 2")
        weir.named("Iterations of the run, with their figures")
        weir.text("✗ Ended by a rule")
        weir.text("✗ Running, an iteration has failed or was ended by a rule")
        orders = server.seen.count("/503")
        browsed = server.seen.count("/items")
        weir.wait("requests of the other iteration", has_requests(server, "/items", browsed + 20))
        assert server.seen.count("/503") == orders, (orders, server.seen.count("/503"))
        weir.text("▶ Running")

        # To the table of iterations, and in it to the one that was ended: its rules are read with their values.
        weir.keys("F6")
        weir.wait_focus("✗ Running")
        weir.keys_to("Tab", "makes it fail")  # the rules of the first, which are below the table
        weir.keys("shift+Tab", "Down")
        rule = weir.named("ends the iteration: Error rate is greater than").get_name()
        assert re.search(r"fired at \d:\d\d", rule), rule

        # Stop, in two stages if need be; then all is still.
        weir.keys("ctrl+period")
        weir.button("Start")
        weir.text("■ Stopped")
        n_seen = len(server.seen)
        weir.named(f"Requests: {n_seen}")

        # The page that explains all that.
        weir.keys("F1")
        weir.named("Rules and grace periods")
        weir.follow_windows()
        weir.keys("Escape")
        weir.wait("one window", lambda: len(weir.windows()) == 1)
        weir.follow_windows()
        weir.keys("ctrl+q")
        assert weir.wait_end() == 0
