# SPDX-License-Identifier: GPL-3.0-or-later
# journey-mouse.py: the same flow with the mouse: menus, popovers, a value of an answer, dragging, ticks

from journey import Atspi
from mouse import Mouse, middle
from shop import Shop


def rows(steps):
    found = [steps.get_child_at_index(i) for i in range(steps.get_child_count())]
    return [row.get_name().split(",")[0] for row in found
            if row is not None and row.get_role() == Atspi.Role.LIST_ITEM and " /" in row.get_name()]


def wait_seen(weir, shop, *expected):
    weir.wait(f"the server to see {expected}", lambda: shop.seen == list(expected))
    shop.seen.clear()


def find_answer(weir, part):
    return weir.wait(f"an answer with {part}", lambda: weir.find(
        lambda node: node.get_name() == "Body of the response" and part in weir.text_of(node)))


with Shop() as shop, Mouse() as weir:
    weir.wait_focus("Try the Sample Flow")
    weir.click_node(weir.button("New Flow"))
    weir.wait_focus("Add a Step")
    steps = weir.wait("the list of steps", lambda: weir.find(
        lambda node: node.get_role() == Atspi.Role.LIST and node.get_name() == "Steps"))
    add = weir.button("Add a step")

    weir.copy_elsewhere(shop.browser_command())
    weir.click_node(steps, 3)
    weir.choose_item("From curl")
    weir.wait_focus("POST /api/login")

    send = weir.button("Send")
    weir.click_node(send)
    wait_seen(weir, shop, "POST /api/login 200")
    answer = find_answer(weir, "token")
    weir.click_text(answer, "tok-4711")
    weir.choose_button(1)  # Extract as Variable…
    weir.wait_focus("Extraction 1, Variable")
    weir.wait_text("token")

    # The menu is about where the pointer is, not about where the last click was.
    weir.click_text(answer, "ada", 3)
    weir.choose_item("Assert on It")
    weir.wait_focus("Assertion 2, Value")
    weir.wait_text("ada")
    weir.click_node(send)
    wait_seen(weir, shop, "POST /api/login 200")

    weir.click_node(add)
    weir.wait_focus("URL")
    weir.type("api/items")
    weir.click_node(weir.text("Auth"))
    weir.click_node(weir.named("No authentication"))
    weir.choose_row(2, 5)  # Bearer token
    weir.wait_focus("Token")
    weir.type("${token}")

    items = weir.find_in(steps, Atspi.Role.LIST_ITEM, "GET /api/items")
    weir.click_node(items, 3)
    weir.choose_item("Duplicate")
    weir.wait("a copy", lambda: rows(steps) == ["POST /api/login", "GET /api/items", "GET /api/items (2)"])
    copy = weir.find_in(steps, Atspi.Role.LIST_ITEM, "GET /api/items (2)")
    login = weir.find_in(steps, Atspi.Role.LIST_ITEM, "POST /api/login")
    x, y = middle(weir.box(login))
    weir.drag(middle(weir.box(copy)), (x, y - weir.box(login).height // 2 + 4))
    weir.wait("it first", lambda: rows(steps) == ["GET /api/items (2)", "POST /api/login", "GET /api/items"])
    # Rows have their names before they are where they belong, and a click goes where they are.
    tick = weir.find_in(steps, Atspi.Role.CHECK_BOX, "Run GET /api/items (2)")
    weir.wait("it above the others", lambda: weir.box(tick).y < weir.box(weir.find_in(
        steps, Atspi.Role.CHECK_BOX, "Run POST /api/login")).y)
    weir.click_node(tick)
    weir.wait("no tick", lambda: not tick.get_state_set().contains(Atspi.StateType.CHECKED))

    weir.click_node(weir.button("Run"))
    weir.text("✓ Passed")
    weir.picture("mouse")
    assert shop.seen == ["POST /api/login 200", "GET /api/items 200"], shop.seen
