# SPDX-License-Identifier: GPL-3.0-or-later
# mouse.py: a journey with a real pointer; keys only for what is typed into a field

import subprocess

from journey import Atspi
from keyboard import Keyboard


def xdotool(*arguments):
    subprocess.run(["xdotool", *map(str, arguments)], check=True)


def middle(box):
    return box.x + box.width // 2, box.y + box.height // 2


class Mouse(Keyboard):
    def box(self, node):
        return Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)

    def find_in(self, outer, role, begin):
        """Within a part of the window: walking through the whole of it takes long."""
        return self.wait(f"{begin} in {outer.get_name()}", lambda: next(
            (node for node in self.walk(outer) if node.get_role() == role
             and (node.get_name() or "").startswith(begin)), None))

    def click_at(self, x, y, button=1):
        self.known = set(self.windows())  # what opens now is another one
        xdotool("mousemove", x, y, "click", button)

    def click_node(self, node, button=1):
        self.click_at(*middle(self.box(node)), button)

    def drag(self, start, end):
        """In small steps, as a hand does it; GTK begins to drag only after some pixels."""
        xdotool("mousemove", *start, "mousedown", 1)
        for part in range(1, 11):
            xdotool("mousemove", *(int(a + (b - a) * part / 10) for a, b in zip(start, end)))
        xdotool("mousemove", end[0] + 1, end[1], "mouseup", 1)

    def popup(self):
        """x, y, width and height of the popover that the last click opened, which is a window of its own."""
        newest = max(self.wait("a popover", lambda: set(self.windows()) - self.known))
        shape = subprocess.run(["xdotool", "getwindowgeometry", "--shell", str(newest)], capture_output=True,
                               text=True, check=True).stdout
        values = dict(line.split("=") for line in shape.split())
        return tuple(int(values[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))

    def settle(self):
        """Until the program has said all that the pointer made it say: it answers again and again by then."""
        answers = []
        self.wait("five answers", lambda: answers.append(self.application.get_name()) or len(answers) >= 5)

    def choose_item(self, name):
        """The pointer goes down the menu that is open until it is on the item, which then has the focus."""
        x, y, width, height = self.popup()
        for down in range(8, height, 12):
            xdotool("mousemove", x + width // 2, y + down)
            self.settle()
            if self.focus_name().startswith(name):
                xdotool("click", 1)
                return
        raise AssertionError(f"the menu has no “{name}”; the last was “{self.focus_name()}”")

    def choose_row(self, index, count):
        """Of the list that a choice has opened."""
        x, y, width, height = self.popup()
        self.click_at(x + width // 2, y + int(height * (index + 0.5) / count))

    def choose_button(self, from_bottom):
        """Of the popover that is open: its buttons stand below each other."""
        x, y, width, height = self.popup()
        self.click_at(x + width // 2, y + height - 31 - 40 * from_bottom)

    def click_text(self, node, part, button=1):
        """What is within a text; the window has a frame of 5 pixels that its texts do not count."""
        place = Atspi.Text.get_character_extents(node, self.text_of(node).index(part) + 1,
                                                 Atspi.CoordType.WINDOW)
        self.click_at(place.x + place.width // 2 + 5, place.y + place.height // 2 + 5, button)
