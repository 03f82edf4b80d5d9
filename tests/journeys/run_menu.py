# SPDX-License-Identifier: GPL-3.0-or-later
# run_menu.py: the run menu, its dialogs and the results menu, by the names of a screen reader

import subprocess

from journey import Atspi, Journey

ROWS = (Atspi.Role.MENU_ITEM, Atspi.Role.CHECK_MENU_ITEM)


def has(node, state):
    return node.get_state_set().contains(state)


class RunMenu(Journey):
    """A journey that uses menus: walking through the whole window takes long, a menu is below its button."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.run_options = self.outer("Run options")

    def outer(self, name):
        return self.wait(f"the menu button “{name}”", lambda: self.find(
            lambda node: node.get_name() == name))

    def find_row(self, outer, begin=""):
        for node in self.walk(outer):
            if node.get_role() in ROWS and node.get_name().startswith(begin):
                return node
        return None

    def row(self, outer, name):
        """A row of a menu, which is opened first."""
        if self.find_row(outer) is None:
            Atspi.Action.do_action(next(node for node in self.walk(outer)
                                        if Atspi.Action.get_n_actions(node) > 0), 0)
        return self.wait(f"the row “{name}” of the menu", lambda: self.find_row(outer, name))

    def menu_item(self, name):
        return self.row(self.run_options, name)

    def close_menu(self):
        self.key("Escape")
        self.wait("the menu to close", lambda: self.find_row(self.run_options) is None)

    def choose(self, name):
        Atspi.Action.do_action(self.menu_item(name), 0)

    def clear_results(self):
        Atspi.Action.do_action(self.row(self.outer("Results menu"), "Clear Results"), 0)
        self.text("Not run yet")

    def find_dialog(self):
        count = self.application.get_child_count()
        return self.application.get_child_at_index(count - 1) if count > 1 else None

    def count_windows(self):
        """As the X server has them: GTK 4.8 does not bear being asked about a dialog that is going away."""
        search = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "weir"], capture_output=True,
                                text=True)
        return len(search.stdout.split())

    def wait_answered(self):
        self.wait("the dialog to close", lambda: self.count_windows() == 1)

    def find_in_dialog(self, role, name):
        dialog = self.find_dialog()
        for node in self.walk(dialog) if dialog is not None else ():
            if node.get_role() == role and node.get_name() == name:
                return node
        return None

    def answer(self, name):
        """Presses a button of the question that is being asked."""
        Atspi.Action.do_action(self.wait(f"the answer “{name}”", lambda: self.find_in_dialog(
            Atspi.Role.PUSH_BUTTON, name)), 0)

    def type(self, field, text, end="Return"):
        # Without a window manager the keys go to the window under the pointer.
        self.click(self.wait(f"the dialog that asks for {field}", lambda: self.find_in_dialog(
            Atspi.Role.SPIN_BUTTON, field)))
        self.key("ctrl+a")
        subprocess.run(["xdotool", "type", text], check=True)
        self.key(end)
        self.wait_answered()

    def is_absent(self, begin):
        """Whether nothing that can be seen has a name with this beginning."""
        return self.find(lambda node: (node.get_name() or "").startswith(begin)) is None
