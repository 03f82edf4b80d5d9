# SPDX-License-Identifier: GPL-3.0-or-later
# scene.py: the widgets of a program as they are at one moment, in one question instead of one for each of them
#
# Atspi asks for every name, role and child apart: some ten thousand questions for a whole window, seconds of work for
# both sides. GTK tells about all widgets that were ever asked for at once; only what is new has to be asked for.

import collections
import functools

from gi.repository import Atspi, Gio, GLib

BUS = "org.freedesktop.DBus"
ACCESSIBLE = "org.a11y.atspi.Accessible"
TEXT = "org.a11y.atspi.Text"
EDITABLE_TEXT = "org.a11y.atspi.EditableText"
ROOT = "/org/a11y/atspi/accessible/root"
CACHE = "/org/a11y/atspi/cache"
VISIBLE = 1 << int(Atspi.StateType.VISIBLE)


class States:
    def __init__(self, words):
        self.bits = words[0] | words[1] << 32

    def contains(self, state):
        return bool(self.bits >> int(state) & 1)


class Node:
    """What Atspi.Accessible tells, by the same names."""

    def __init__(self, scene, item):
        (_, self.path), _, (_, self.parent), self.index, self.n_children, self.interfaces, self.name, role, _, \
            states = item
        self.scene = scene
        self.role = Atspi.Role(role)
        self.states = States(states)
        self.above = None
        self.children = []

    def is_visible(self):
        return self.states.contains(Atspi.StateType.VISIBLE)

    def is_whole(self):
        """Whether all children are known. (GTK 4.8 does not count well: the only page of a stack is its number 1.)"""
        places = {child.index for child in self.children}
        return len(self.children) >= self.n_children and len(places) == len(self.children)

    def get_name(self):
        return self.name

    def get_role(self):
        return self.role

    def get_state_set(self):
        return self.states

    def get_text_iface(self):
        return self if TEXT in self.interfaces else None

    def get_editable_text_iface(self):
        return self if EDITABLE_TEXT in self.interfaces else None

    def is_label(self):
        """A label is named by what it shows; without any text it has the name of its class."""
        return self.role == Atspi.Role.LABEL

    def get_text(self):
        """What it shows."""
        if self.is_label():
            return "" if self.name == "GtkLabel" else self.name
        return self.scene.texts.get(self.path, "")


class Bus:
    """The accessibility bus, and the connection of a program to it."""

    def __init__(self, pid):
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1,
                                    None).unpack()[0]
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)
        self.program = next(name for name in self.call(BUS, "/", BUS, "ListNames", None)[0]
                            if name.startswith(":") and self.call(BUS, "/", BUS, "GetConnectionUnixProcessID",
                                                                  GLib.Variant("(s)", (name,)))[0] == pid)

    def call(self, name, path, interface, method, arguments):
        return self.connection.call_sync(name, path, interface, method, arguments, None, 0, -1, None).unpack()

    def ask(self, path, interface, method, arguments=None):
        return self.call(self.program, path, interface, method, arguments)

    def ask_all(self, paths, interface, method, arguments=None):
        """The same of many widgets at once: the answers by path. Who is gone meanwhile does not answer. arguments
        makes those of a path."""
        answers = {}
        left = len(paths)
        loop = GLib.MainLoop.new(None, False)

        def answered(connection, result, path):
            nonlocal left
            try:
                answers[path] = connection.call_finish(result).unpack()[0]
            except GLib.Error:
                pass
            left -= 1
            if left == 0:
                loop.quit()

        for path in paths:
            self.connection.call(self.program, path, interface, method, arguments and arguments(path), None, 0, -1,
                                 None, answered, path)
        if paths:
            loop.run()
        return answers

    def meet(self, paths):
        """Asks for all that can be seen below these widgets, so that it is told from now on."""
        while paths:
            children = [path for answer in self.ask_all(paths, ACCESSIBLE, "GetChildren").values()
                        for _, path in answer]
            paths = [path for path, words in self.ask_all(children, ACCESSIBLE, "GetState").items()
                     if words[0] & VISIBLE]


class Scene:
    def __init__(self, bus):
        self.bus = bus
        asked = set()
        while True:
            nodes = [Node(self, item) for item in bus.ask(CACHE, "org.a11y.atspi.Cache", "GetItems")[0]]
            self.root = self.build(nodes)
            new = {(node.path, node.n_children) for node in self.walk() if not node.is_whole()} - asked
            if not new:
                break
            asked |= new
            bus.meet([path for path, _ in new])

    @staticmethod
    def build(nodes):
        """What is hidden is told, too, but is no child of any."""
        of_parent = collections.defaultdict(list)
        for node in nodes:
            if node.is_visible():
                of_parent[node.parent].append(node)
        for node in nodes:
            node.children = sorted(of_parent[node.path], key=lambda child: child.index)
            for child in node.children:
                child.above = node
        return next(node for node in nodes if node.path == ROOT)

    @functools.cached_property
    def texts(self):
        """Of all but labels. The count is needed: up to -1 is nothing."""
        paths = [node.path for node in self.walk() if node.get_text_iface() is not None and not node.is_label()]
        counts = self.bus.ask_all(paths, "org.freedesktop.DBus.Properties", "Get",
                                  lambda path: GLib.Variant("(ss)", (TEXT, "CharacterCount")))
        return self.bus.ask_all(list(counts), TEXT, "GetText", lambda path: GLib.Variant("(ii)", (0, counts[path])))

    def walk(self, node=None):
        """Every widget that is visible, parents first."""
        node = node or self.root
        yield node
        for child in node.children:
            yield from self.walk(child)
