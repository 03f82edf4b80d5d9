/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-secret.c: what a step takes as a secret is hidden before anything leaves the worker
 */

#include "config.h"

#include "weir-execution.h"

#include <string.h>

/* A secret that is an object or an array hides the texts in it, too; no more than these. */
#define SECRET_PARTS 100
/* A shorter number would hide half of every text. */
#define SECRET_NUMBER_CHARS 4

static void
hide_text (WeirExecution *self, char *secret)
{
  weir_mask_add (self->session->mask, secret);
  if (self->step->part == WEIR_FLOW_PART_BEFORE_ALL)
    g_ptr_array_add (self->shared->secrets, secret);
  else
    g_free (secret);
}

static void hide_member_cb (JsonObject *object, const char *name, JsonNode *node, gpointer data);
static void hide_element_cb (JsonArray *array, guint index, JsonNode *node, gpointer data);

typedef struct
{
  WeirExecution *execution;
  guint n_parts;
} Hiding;

/* Its parts turn up alone, in ${name.password}. */
static void
hide_parts (Hiding *self, JsonNode *node)
{
  g_auto (WeirValue) value = WEIR_VALUE_INIT;
  g_autofree char *text = NULL;

  if (self->n_parts >= SECRET_PARTS)
    return;
  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), hide_member_cb, self);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), hide_element_cb, self);
  else
    {
      weir_value_set_json (&value, node);
      text = weir_value_to_text (&value);
      if (value.type != WEIR_VALUE_TEXT && strlen (text) < SECRET_NUMBER_CHARS)
        return;
      if (value.type == WEIR_VALUE_BOOLEAN || value.type == WEIR_VALUE_NULL)
        return;
      self->n_parts++;
      hide_text (self->execution, g_steal_pointer (&text));
    }
}

static void
hide_member_cb (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  hide_parts (data, node);
}

static void
hide_element_cb (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  hide_parts (data, node);
}

static void
make_mask (WeirExecution *self)
{
  GPtrArray *secrets = self->shared->secrets;

  if (self->session->mask)
    return;
  self->session->mask = weir_mask_new ();
  for (guint i = 0; i < secrets->len; i++)
    weir_mask_add (self->session->mask, g_ptr_array_index (secrets, i));
}

/**
 * weir_secret_hide_credential:
 * @self: an execution
 * @secret: what it is about to prove with who it is
 *
 * Hides it from now on in everything this user leaves. It is often the same as the last time: then there is
 * nothing to do.
 */
void
weir_secret_hide_credential (WeirExecution *self, const char *secret)
{
  char **oldest = &self->session->hidden[self->session->n_hidden % G_N_ELEMENTS (self->session->hidden)];

  for (guint i = 0; i < G_N_ELEMENTS (self->session->hidden); i++)
    if (g_strcmp0 (self->session->hidden[i], secret) == 0)
      return;
  self->session->n_hidden++;
  g_free (*oldest);
  *oldest = g_strdup (secret);
  make_mask (self);
  hide_text (self, g_strdup (secret));
}

/**
 * weir_secret_forget_credentials:
 * @session: one whose mask begins anew
 */
void
weir_secret_forget_credentials (WeirUserSession *session)
{
  for (guint i = 0; i < G_N_ELEMENTS (session->hidden); i++)
    g_clear_pointer (&session->hidden[i], g_free);
}

/**
 * weir_secret_hide:
 * @self: the execution that has taken a secret from an answer
 * @value: the secret
 *
 * Hides it from now on in everything this user leaves; one from Before All, for every user.
 */
void
weir_secret_hide (WeirExecution *self, const WeirValue *value)
{
  Hiding hiding = { self, 0 };

  make_mask (self);
  hide_text (self, weir_value_to_text (value));
  if (value->type == WEIR_VALUE_JSON)
    hide_parts (&hiding, value->json);
}
