# SPDX-License-Identifier: GPL-3.0-or-later
# journey-run-options.py: the sample flow five times and as ten users, by the names of a screen reader

from journey import Atspi
from run_menu import RunMenu, has

with RunMenu("--sample") as weir:
    weir.button("Run")
    weir.choose("Run with iterations…")
    weir.type("Iterations", "5")
    weir.button("Run (5x)")
    row = weir.menu_item("Run with iterations…, 5x")
    assert has(row, Atspi.StateType.SENSITIVE)
    row = weir.menu_item("Parallel execution…")
    assert not has(row, Atspi.StateType.SENSITIVE)
    assert row.get_name() == "Parallel execution…, Not together with iterations: clear iterations first"
    weir.text("Not together with iterations: clear iterations first")
    weir.picture("run-menu")
    weir.close_menu()

    weir.press("Run (5x)")
    weir.named("GET List items, all 5 passed")
    weir.named("POST Log in, passed")  # Before All, once
    weir.text("✓ Passed")
    weir.button("Run (5x)")
    weir.named("Before All, passed, 1 step")
    for iteration in range(1, 6):
        weir.named(f"Iteration {iteration}, passed, 3 steps")
    weir.named("After All, passed, 1 step")
    assert weir.is_absent("Iteration 6")
    weir.clear_results()
    assert weir.is_absent("Iteration 1,")
    weir.choose("Clear iterations")
    weir.button("Run")

    weir.choose("Parallel execution…")
    weir.type("Virtual users", "20", "Escape")
    weir.button("Run")
    weir.choose("Parallel execution…")
    weir.type("Virtual users", "10")
    row = weir.menu_item("Run with iterations…")
    assert not has(row, Atspi.StateType.SENSITIVE)
    assert row.get_name() == "Run with iterations…, Not together with parallel: clear parallel first"
    weir.close_menu()
    weir.press("Run (10x)")
    weir.named("GET List items, all 10 passed")
    weir.text("✓ Passed")
    for vu in range(1, 11):
        weir.named(f"VU {vu}, passed, 3 steps")
    weir.choose("Clear parallel")
    weir.button("Run")

    weir.choose("Delay between steps…")
    weir.type("Delay in milliseconds", "300")
    weir.menu_item("Delay between steps…, 300 ms")
    weir.choose("Stop on failure")
    assert has(weir.menu_item("Stop on failure"), Atspi.StateType.CHECKED)
    assert not has(weir.menu_item("Copy as Command, Save the flow first"), Atspi.StateType.SENSITIVE)
    weir.close_menu()
    weir.text("300 ms between steps · stops on failure")
