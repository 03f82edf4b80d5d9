/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sample-shop.c: the shop of the sample API: logging in, items and orders
 */

#include "config.h"

#include "weir-sampleapi-private.h"

#define PASSWORD "secret"
#define LOGIN_EXAMPLE "{\"user\": \"ada\", \"password\": \"" PASSWORD "\"}"
#define ORDER_EXAMPLE "{\"item\": 1, \"quantity\": 2}"
#define USER_CHARS 100
#define MOST_QUANTITY 100

typedef struct
{
  const char *name;
  double price; /* a multiple of 1/4: exact as a double, so that totals are exact too */
  guint stock;
} Item;

static const Item items[] = {
  { "Notebook", 4.5, 120 },       { "Pencil", 0.75, 900 },     { "Fountain pen", 39.0, 12 },
  { "Bottle of ink", 12.25, 40 }, { "Paper clips", 2.5, 300 }, { "Globe", 84.0, 0 },
};

typedef struct
{
  guint id;
  guint item;
  guint quantity;
  char *user;
} Order;

struct _WeirSampleShop
{
  GHashTable *users_by_token; /* owned: token → user */
  GQueue tokens;              /* borrowed from the table, oldest first */
  GPtrArray *orders;          /* a ring: order N is at (N - 1) % WEIR_SAMPLE_ORDERS */
  guint n_orders;             /* ever made */
};

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->user);
  g_free (order);
}

static JsonNode *
item_to_json (guint id)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const Item *item = &items[id - 1];

  json_object_set_int_member (object, "id", id);
  json_object_set_string_member (object, "name", item->name);
  json_object_set_double_member (object, "price", item->price);
  json_object_set_int_member (object, "stock", item->stock);
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
order_to_json (const Order *order)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_int_member (object, "id", order->id);
  json_object_set_string_member (object, "user", order->user);
  json_object_set_int_member (object, "item", order->item);
  json_object_set_int_member (object, "quantity", order->quantity);
  json_object_set_double_member (object, "total", items[order->item - 1].price * order->quantity);
  json_object_set_string_member (object, "status", "accepted");
  return json_node_init_object (json_node_alloc (), object);
}

/* A fresh token; the oldest one is forgotten when there are too many. */
static const char *
add_token (WeirSampleShop *shop, const char *user)
{
  char *token = g_uuid_string_random ();

  if (shop->tokens.length >= WEIR_SAMPLE_TOKENS)
    g_hash_table_remove (shop->users_by_token, g_queue_pop_head (&shop->tokens));
  g_hash_table_insert (shop->users_by_token, token, g_strdup (user));
  g_queue_push_tail (&shop->tokens, token);
  return token;
}

/* The text of a member, or NULL after a refusal that says what is wrong with it. */
static const char *
read_text (WeirSampleCall *call, JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text = NULL;

  if (node == NULL)
    {
      weir_sample_call_refuse (call, SOUP_STATUS_UNPROCESSABLE_ENTITY, "\"%s\" is missing; send %s.", name,
                               LOGIN_EXAMPLE);
      return NULL;
    }
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_get_string (node);
  if (text == NULL || *text == '\0' || g_utf8_strlen (text, -1) > USER_CHARS)
    {
      weir_sample_call_refuse (call, SOUP_STATUS_UNPROCESSABLE_ENTITY,
                               "\"%s\" must be a text of 1 to %d characters; send %s.", name, USER_CHARS,
                               LOGIN_EXAMPLE);
      return NULL;
    }
  return text;
}

/* POST /login */
void
weir_sample_shop_log_in (WeirSampleCall *call)
{
  g_autoptr (JsonObject) body = weir_sample_call_read_object (call, LOGIN_EXAMPLE);
  g_autoptr (JsonObject) answer = json_object_new ();
  g_autofree char *cookie = NULL;
  const char *user = body != NULL ? read_text (call, body, "user") : NULL;
  const char *password = user != NULL ? read_text (call, body, "password") : NULL;
  const char *token = NULL;

  if (password == NULL)
    return;
  if (!g_str_equal (password, PASSWORD))
    {
      weir_sample_call_refuse (
          call, SOUP_STATUS_UNAUTHORIZED,
          "The password is wrong; every user of the sample shop has the password \"%s\".", PASSWORD);
      return;
    }
  token = add_token (call->state->shop, user);
  cookie = g_strdup_printf ("session=%s; Path=/; HttpOnly", token);
  weir_sample_call_set_header (call, "Set-Cookie", cookie);
  json_object_set_string_member (answer, "token", token);
  json_object_set_string_member (answer, "user", user);
  weir_sample_call_answer (call, SOUP_STATUS_OK, json_node_init_object (json_node_alloc (), answer));
}

/* GET /items */
void
weir_sample_shop_list_items (WeirSampleCall *call)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonArray *list = NULL;
  guint limit = 0;

  if (!weir_sample_call_get_number (call, "limit", 1, 100, G_N_ELEMENTS (items), &limit))
    return;
  limit = MIN (limit, G_N_ELEMENTS (items));
  list = json_array_new ();
  for (guint id = 1; id <= limit; id++)
    json_array_add_element (list, item_to_json (id));
  json_object_set_array_member (answer, "items", list);
  json_object_set_int_member (answer, "count", limit);
  weir_sample_call_answer (call, SOUP_STATUS_OK, json_node_init_object (json_node_alloc (), answer));
}

/* GET /items/{id} */
void
weir_sample_shop_get_item (WeirSampleCall *call)
{
  guint id = 0;

  if (weir_sample_parse_number (call->argument, 1, G_N_ELEMENTS (items), &id))
    weir_sample_call_answer (call, SOUP_STATUS_OK, item_to_json (id));
  else
    weir_sample_call_refuse (call, SOUP_STATUS_NOT_FOUND,
                             "There is no item \"%.100s\"; the items are 1 to %u.", call->argument,
                             (guint) G_N_ELEMENTS (items));
}

/* Who calls, by the token of the Authorization header; NULL after a refusal with 401. */
static const char *
find_user (WeirSampleCall *call)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);
  const char *authorization = soup_message_headers_get_list (headers, "Authorization");
  const char *user = NULL;

  if (authorization != NULL && g_ascii_strncasecmp (authorization, "Bearer ", 7) == 0)
    user = g_hash_table_lookup (call->state->shop->users_by_token, authorization + 7);
  if (user != NULL)
    return user;
  weir_sample_call_set_header (call, "WWW-Authenticate", "Bearer realm=\"Weir's sample shop\"");
  if (authorization == NULL)
    weir_sample_call_refuse (
        call, SOUP_STATUS_UNAUTHORIZED,
        "There is no Authorization header; send \"Authorization: Bearer TOKEN\" with the "
        "token that POST /login answers.");
  else if (g_ascii_strncasecmp (authorization, "Bearer ", 7) != 0)
    weir_sample_call_refuse (call, SOUP_STATUS_UNAUTHORIZED,
                             "The Authorization header is not of the form \"Bearer TOKEN\".");
  else
    weir_sample_call_refuse (call, SOUP_STATUS_UNAUTHORIZED,
                             "The token is not one that POST /login has answered since the shop was opened; "
                             "log in again.");
  return NULL;
}

/* A whole number of the body, or a refusal with 422. */
static gboolean
read_count (WeirSampleCall *call, JsonObject *body, const char *name, guint most, guint *count)
{
  JsonNode *node = json_object_get_member (body, name);
  gboolean is_whole =
      node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
  gint64 value = is_whole ? json_node_get_int (node) : 0;

  if (value >= 1 && value <= most)
    {
      *count = value;
      return TRUE;
    }
  if (node == NULL)
    weir_sample_call_refuse (call, SOUP_STATUS_UNPROCESSABLE_ENTITY, "\"%s\" is missing; send %s.", name,
                             ORDER_EXAMPLE);
  else
    weir_sample_call_refuse (call, SOUP_STATUS_UNPROCESSABLE_ENTITY,
                             "\"%s\" must be a whole number from 1 to %u, without quotes; send %s.", name,
                             most, ORDER_EXAMPLE);
  return FALSE;
}

static Order *
add_order (WeirSampleShop *shop, const char *user, guint item, guint quantity)
{
  Order *order = g_new0 (Order, 1);
  guint place = shop->n_orders % WEIR_SAMPLE_ORDERS;

  order->id = ++shop->n_orders;
  order->item = item;
  order->quantity = quantity;
  order->user = g_strdup (user);
  if (place < shop->orders->len)
    {
      order_free (g_ptr_array_index (shop->orders, place));
      g_ptr_array_index (shop->orders, place) = order;
    }
  else
    g_ptr_array_add (shop->orders, order);
  return order;
}

/* POST /orders; the stock never shrinks, so that a flow can be run as often as one likes. */
void
weir_sample_shop_order (WeirSampleCall *call)
{
  const char *user = find_user (call);
  g_autoptr (JsonObject) body = user != NULL ? weir_sample_call_read_object (call, ORDER_EXAMPLE) : NULL;
  g_autofree char *location = NULL;
  Order *order = NULL;
  guint item = 0;
  guint quantity = 1;

  if (body == NULL || !read_count (call, body, "item", G_N_ELEMENTS (items), &item))
    return;
  if (json_object_has_member (body, "quantity") &&
      !read_count (call, body, "quantity", MOST_QUANTITY, &quantity))
    return;
  if (quantity > items[item - 1].stock)
    {
      weir_sample_call_refuse (call, SOUP_STATUS_UNPROCESSABLE_ENTITY,
                               "%u of item %u (%s) were ordered, but only %u are in stock.", quantity, item,
                               items[item - 1].name, items[item - 1].stock);
      return;
    }
  order = add_order (call->state->shop, user, item, quantity);
  location = g_strdup_printf ("/orders/%u", order->id);
  weir_sample_call_set_header (call, "Location", location);
  weir_sample_call_answer (call, SOUP_STATUS_CREATED, order_to_json (order));
}

/* GET /orders/{id} */
void
weir_sample_shop_get_order (WeirSampleCall *call)
{
  WeirSampleShop *shop = call->state->shop;
  const char *user = find_user (call);
  Order *order = NULL;
  guint id = 0;

  if (user == NULL)
    return;
  if (weir_sample_parse_number (call->argument, 1, G_MAXUINT, &id) && id <= shop->n_orders)
    order = g_ptr_array_index (shop->orders, (id - 1) % WEIR_SAMPLE_ORDERS);
  if (order == NULL)
    weir_sample_call_refuse (call, SOUP_STATUS_NOT_FOUND,
                             "There is no order \"%.100s\"; POST /orders makes one.", call->argument);
  else if (order->id != id)
    weir_sample_call_refuse (call, SOUP_STATUS_NOT_FOUND,
                             "Order %u is no longer kept: the shop remembers the last %u orders.", id,
                             WEIR_SAMPLE_ORDERS);
  else if (!g_str_equal (order->user, user))
    weir_sample_call_refuse (call, SOUP_STATUS_FORBIDDEN,
                             "Order %u is another user's; log in as the user who made it.", id);
  else
    weir_sample_call_answer (call, SOUP_STATUS_OK, order_to_json (order));
}

WeirSampleShop *
weir_sample_shop_new (void)
{
  WeirSampleShop *shop = g_new0 (WeirSampleShop, 1);

  shop->users_by_token = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_queue_init (&shop->tokens);
  shop->orders = g_ptr_array_new_with_free_func (order_free);
  return shop;
}

void
weir_sample_shop_free (WeirSampleShop *shop)
{
  g_queue_clear (&shop->tokens);
  g_hash_table_unref (shop->users_by_token);
  g_ptr_array_unref (shop->orders);
  g_free (shop);
}
