/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-sample-shop.c: logging in, items and orders, as a client sees them
 */

#include "config.h"

#include "weir-shop-client.h"

/* (transfer full): "Authorization: Bearer TOKEN" */
static char *
log_in (Shop *shop, const char *user)
{
  g_autofree char *body = g_strdup_printf ("{\"user\": \"%s\", \"password\": \"secret\"}", user);
  g_autoptr (Answer) answer = shop_send (shop, "POST", "/login", NULL, body);

  g_assert_cmpuint (answer->status, ==, 200);
  return g_strdup_printf ("Authorization: Bearer %s", answer_text (answer, "token"));
}

static void
test_login_gives_token_and_cookie (Shop *shop, gconstpointer data)
{
  g_autoptr (Answer) answer =
      shop_send (shop, "POST", "/login", NULL, "{\"user\":\"ada\",\"password\":\"secret\"}");
  g_autofree char *cookie = g_strdup_printf ("session=%s;", answer_text (answer, "token"));

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer_text (answer, "user"), ==, "ada");
  g_assert_true (g_str_has_prefix (soup_message_headers_get_one (answer->headers, "Set-Cookie"), cookie));
}

static void
test_login_refusals (Shop *shop, gconstpointer data)
{
  static const struct
  {
    const char *body;
    guint status;
    const char *words;
  } cases[] = {
    { "{\"user\":\"ada\",\"password\":\"guess\"}", 401, "password is wrong|\"secret\"" },
    { "{\"user\":\"ada\"", 400, "not JSON|\"password\": \"secret\"" },
    { "", 400, "body is empty" },
    { "\xff\xfe", 400, "UTF-8" },
    { "[1, 2]", 422, "not an object" },
    { "{\"password\":\"secret\"}", 422, "\"user\" is missing" },
    { "{\"user\":\"ada\"}", 422, "\"password\" is missing" },
    { "{\"user\":7,\"password\":\"secret\"}", 422, "\"user\" must be a text" },
    { "{\"user\":\"\",\"password\":\"secret\"}", 422, "\"user\" must be a text" },
    { "{\"user\":null,\"password\":\"secret\"}", 422, "\"user\" must be a text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Answer) answer = shop_send (shop, "POST", "/login", NULL, cases[i].body);

      answer_assert_refusal (answer, cases[i].status, cases[i].words);
      g_assert_null (soup_message_headers_get_one (answer->headers, "Set-Cookie"));
    }
}

static void
test_deep_nesting_is_refused (Shop *shop, gconstpointer data)
{
  g_autofree char *deep = g_strnfill (900000, '[');
  g_autoptr (Answer) answer = shop_send (shop, "POST", "/login", NULL, deep);

  answer_assert_refusal (answer, 400, "depth");
}

static void
test_items_are_listed (Shop *shop, gconstpointer data)
{
  g_autoptr (Answer) all = shop_send (shop, "GET", "/items", NULL, NULL);
  g_autoptr (Answer) two = shop_send (shop, "GET", "/items?limit=2", NULL, NULL);
  g_autoptr (Answer) none = shop_send (shop, "GET", "/items?limit=0", NULL, NULL);
  JsonArray *items = json_object_get_array_member (json_node_get_object (all->body), "items");
  JsonArray *few = json_object_get_array_member (json_node_get_object (two->body), "items");
  JsonObject *first = json_array_get_object_element (items, 0);

  g_assert_cmpuint (json_array_get_length (items), ==, answer_number (all, "count"));
  g_assert_cmpuint (json_array_get_length (items), >=, 3);
  g_assert_cmpuint (json_array_get_length (few), ==, 2);
  g_assert_cmpint (json_object_get_int_member (first, "id"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (first, "name"), ==, "Notebook");
  g_assert_cmpfloat (json_object_get_double_member (first, "price"), ==, 4.5);
  g_assert_cmpint (json_object_get_int_member (first, "stock"), >, 0);
  answer_assert_refusal (none, 422, "limit is \"0\"|from 1 to 100");
}

static void
test_one_item (Shop *shop, gconstpointer data)
{
  g_autoptr (Answer) one = shop_send (shop, "GET", "/items/2", NULL, NULL);
  g_autoptr (Answer) none = shop_send (shop, "GET", "/items/99", NULL, NULL);
  g_autoptr (Answer) word = shop_send (shop, "GET", "/items/pencil", NULL, NULL);

  g_assert_cmpuint (one->status, ==, 200);
  g_assert_cmpstr (answer_text (one, "name"), ==, "Pencil");
  answer_assert_refusal (none, 404, "no item \"99\"|1 to");
  answer_assert_refusal (word, 404, "no item \"pencil\"");
}

static void
test_order_is_made_and_read (Shop *shop, gconstpointer data)
{
  g_autofree char *authorization = log_in (shop, "ada");
  g_autoptr (Answer) made =
      shop_send (shop, "POST", "/orders", authorization, "{\"item\": 1, \"quantity\": 3}");
  const char *location = soup_message_headers_get_one (made->headers, "Location");
  g_autoptr (Answer) read = NULL;
  g_autoptr (Answer) single = shop_send (shop, "POST", "/orders", authorization, "{\"item\": 2}");

  g_assert_cmpuint (made->status, ==, 201);
  g_assert_cmpstr (location, ==, "/orders/1");
  read = shop_send (shop, "GET", location, authorization, NULL);
  g_assert_cmpuint (read->status, ==, 200);
  g_assert_cmpint (answer_number (read, "item"), ==, 1);
  g_assert_cmpint (answer_number (read, "quantity"), ==, 3);
  g_assert_cmpfloat (json_object_get_double_member (json_node_get_object (read->body), "total"), ==, 13.5);
  g_assert_cmpstr (answer_text (read, "user"), ==, "ada");
  g_assert_cmpint (answer_number (single, "quantity"), ==, 1);
  g_assert_cmpstr (soup_message_headers_get_one (single->headers, "Location"), ==, "/orders/2");
}

static void
test_orders_need_a_token (Shop *shop, gconstpointer data)
{
  static const struct
  {
    const char *header;
    const char *words;
  } cases[] = {
    { NULL, "no Authorization header|Bearer TOKEN|POST /login" },
    { "Authorization: Basic YTpi", "not of the form \"Bearer TOKEN\"" },
    { "Authorization: Bearer made-up", "not one that POST /login has answered" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Answer) make = shop_send (shop, "POST", "/orders", cases[i].header, "{\"item\": 1}");
      g_autoptr (Answer) read = shop_send (shop, "GET", "/orders/1", cases[i].header, NULL);

      answer_assert_refusal (make, 401, cases[i].words);
      answer_assert_refusal (read, 401, cases[i].words);
      g_assert_nonnull (soup_message_headers_get_one (make->headers, "WWW-Authenticate"));
    }
}

static void
test_order_refusals (Shop *shop, gconstpointer data)
{
  static const struct
  {
    const char *body;
    guint status;
    const char *words;
  } cases[] = {
    { "{", 400, "not JSON|\"item\": 1" },
    { "{}", 422, "\"item\" is missing" },
    { "{\"item\": \"1\"}", 422, "\"item\" must be a whole number|without quotes" },
    { "{\"item\": 1.5}", 422, "\"item\" must be a whole number" },
    { "{\"item\": 99}", 422, "\"item\" must be|from 1 to" },
    { "{\"item\": 1, \"quantity\": 0}", 422, "\"quantity\" must be a whole number from 1 to" },
    { "{\"item\": 3, \"quantity\": 13}", 422, "13 of item 3 (Fountain pen)|only 12 are in stock" },
    { "{\"item\": 6}", 422, "only 0 are in stock" },
  };
  g_autofree char *authorization = log_in (shop, "ada");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Answer) answer = shop_send (shop, "POST", "/orders", authorization, cases[i].body);

      answer_assert_refusal (answer, cases[i].status, cases[i].words);
    }
}

static void
test_order_of_another (Shop *shop, gconstpointer data)
{
  g_autofree char *ada = log_in (shop, "ada");
  g_autofree char *bob = log_in (shop, "bob");
  g_autoptr (Answer) made = shop_send (shop, "POST", "/orders", ada, "{\"item\": 1}");
  g_autoptr (Answer) other = shop_send (shop, "GET", "/orders/1", bob, NULL);
  g_autoptr (Answer) none = shop_send (shop, "GET", "/orders/2", bob, NULL);

  g_assert_cmpuint (made->status, ==, 201);
  answer_assert_refusal (other, 403, "another user's");
  answer_assert_refusal (none, 404, "no order \"2\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/sampleapi/shop/" name, Shop, NULL, shop_open, function, shop_close)
  ADD ("a login answers a token and sets a session cookie", test_login_gives_token_and_cookie);
  ADD ("a login that cannot be is refused with the reason", test_login_refusals);
  ADD ("a body that nests too deep is refused", test_deep_nesting_is_refused);
  ADD ("the items are listed, as many as asked for", test_items_are_listed);
  ADD ("one item is shown, and a missing one is 404", test_one_item);
  ADD ("an order is made and can be read where Location says", test_order_is_made_and_read);
  ADD ("orders need the token of a login, and the reason says what is wrong", test_orders_need_a_token);
  ADD ("an order that cannot be is refused with the reason", test_order_refusals);
  ADD ("an order belongs to who made it", test_order_of_another);
  return g_test_run ();
}
