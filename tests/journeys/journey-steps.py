# SPDX-License-Identifier: GPL-3.0-or-later
# journey-steps.py: steps are arranged with the mouse: dragged, also into After All, and deleted from their menu

import os
import subprocess
import tempfile

from journey import Journey, Atspi

FLOW = """name: Arranged
steps:
  - name: One
    wait: 1ms
  - name: Two     # with a comment
    wait: 1ms
  - name: Three
    wait: 1ms
"""


def rows(weir):
    """The names of the steps, from the top of the window."""
    found = [node.get_name() for node in weir.walk()
             if node.get_role() == Atspi.Role.LIST_ITEM and (node.get_name() or "").startswith("WAIT ")]
    return [name.removeprefix("WAIT ").split(",")[0] for name in found]


def place(node):
    box = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
    return box.x, box.y, box.width, box.height


def mouse(*arguments):
    subprocess.run(["xdotool", *map(str, arguments)], check=True)


def drag(start, end):
    """In small steps, as a hand does it; GTK begins to drag only after some pixels."""
    mouse("mousemove", *start, "mousedown", 1)
    for part in range(1, 11):
        mouse("mousemove", *(int(a + (b - a) * part / 10) for a, b in zip(start, end)))
    mouse("mousemove", end[0] + 1, end[1], "mouseup", 1)


def middle_of(weir, name):
    x, y, width, height = place(weir.named(name))
    return x + width // 2, y + height // 2


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "arranged.flow.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(FLOW)
    with Journey(path) as weir:
        weir.wait("three steps", lambda: rows(weir) == ["One", "Two", "Three"])
        x, y, width, height = place(weir.named("WAIT Three"))
        drag(middle_of(weir, "WAIT One"), (x + width // 2, y + height - 4))
        weir.wait("One after Three", lambda: rows(weir) == ["Two", "Three", "One"])
        drag(middle_of(weir, "WAIT One"), middle_of(weir, "After All"))
        weir.wait("One in After All", lambda: weir.find(
            lambda node: (node.get_name() or "").startswith("After All")
            and "no steps" not in node.get_name()))

        mouse("mousemove", *middle_of(weir, "WAIT Three"), "click", 3)
        delete = weir.wait("the menu", lambda: weir.find(
            lambda node: node.get_role() == Atspi.Role.MENU_ITEM and node.get_name() == "Delete"))
        weir.picture("step-menu")
        Atspi.Action.do_action(delete, 0)
        weir.wait("no Three", lambda: rows(weir) == ["Two", "One"])
        weir.press("Undo")
        weir.wait("Three again", lambda: rows(weir) == ["Two", "Three", "One"])

        weir.press("Save")
        weir.wait("the file", lambda: "afterAll" in open(path, encoding="utf-8").read())
        text = open(path, encoding="utf-8").read()
        assert text.index("Two     # with a comment") < text.index("Three") < text.index("afterAll"), text
        assert text.index("afterAll") < text.index("One"), text
        weir.key("ctrl+q")
        assert weir.wait_end() == 0
