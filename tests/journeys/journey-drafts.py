# SPDX-License-Identifier: GPL-3.0-or-later
# journey-drafts.py: the window is killed while a flow is edited, in its fields and as text; all of it is there again

import glob
import os
import subprocess
import tempfile

from journey import Journey

FLOW = """# The shop
name: Shop
steps:
  - name: Look
    httpRequest: { url: "http://127.0.0.1:1/items" }
"""
URL = "http://127.0.0.1:1/items"


def kept(folder):
    """What is in the draft."""
    text = ""
    for path in glob.glob(os.path.join(folder, "state", "weir", "drafts", "*.json")):
        with open(path, encoding="utf-8") as file:
            text += file.read()
    return text


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def type_text(text):
    for line in text.splitlines(keepends=True):
        subprocess.run(["xdotool", "type", "--delay", "15", line.rstrip("\n")], check=True)
        if line.endswith("\n"):
            subprocess.run(["xdotool", "key", "Return"], check=True)


def show_source(weir):
    weir.key("ctrl+4")
    source = weir.named("Source of the flow")
    weir.click(source)
    weir.wait("the text", lambda: "name: Shop" in weir.text_of(source))
    return source


def edit(weir, folder):
    """In a field, then a comment as text, then text that is no flow."""
    weir.click(weir.named("GET Look"))
    url = weir.wait("the URL", lambda: weir.find(lambda node: node.get_editable_text_iface() is not None
                                                 and weir.text_of(node) == URL))
    weir.click(url)
    weir.key("End")
    type_text("/new")
    source = show_source(weir)
    weir.wait("the URL in the text", lambda: "items/new" in weir.text_of(source))
    weir.key("ctrl+End")
    weir.key("Up")
    weir.key("End")
    type_text(" # mine")
    # A draft that was written before the text was read has it as something typed; it is part of the flow, and
    # the next draft says so.
    weir.wait("the comment in the draft of the flow", lambda: "# mine" in kept(folder) and "typed" not in kept(folder))
    weir.key("ctrl+End")
    type_text("steps: [oops")
    weir.text("The flow stays as it was until these problems are mended.")
    weir.wait("the text in the draft", lambda: "[oops" in kept(folder))


with tempfile.TemporaryDirectory() as folder:
    os.environ["XDG_STATE_HOME"] = os.path.join(folder, "state")
    path = os.path.join(folder, "shop.flow.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(FLOW)
    with Journey(path) as weir:
        edit(weir, folder)
        weir.process.kill()
        weir.process.wait()
    assert read(path) == FLOW, read(path)

    with Journey(path) as weir:
        weir.text("Shop had unsaved changes from ")
        weir.press("Restore")
        source = weir.named("Source of the flow")
        weir.wait("all that was typed", lambda: all(
            part in weir.text_of(source) for part in ("# The shop", "items/new", "# mine", "[oops")))
        weir.text("✗  line ")
        weir.picture("drafts")
        weir.key("ctrl+s")
        weir.text("Not saved: Something is wrong in line ")
        weir.press("Discard")
        weir.wait("the flow as it was", lambda: "[oops" not in weir.text_of(source))
        weir.key("ctrl+s")
        weir.wait("the file", lambda: "items/new" in read(path))
        assert "# mine" in read(path) and "# The shop" in read(path), read(path)
        weir.wait("nothing kept any more", lambda: kept(folder) == "")
        weir.key("ctrl+q")
        assert weir.wait_end() == 0
