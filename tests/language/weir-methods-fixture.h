/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-methods-fixture.h: texts filled in with known variables, random numbers and a clock that stands still
 */

#pragma once

#include "config.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "weir-globals.h"
#include "weir-json.h"
#include "weir-method.h"
#include "weir-scope.h"
#include "weir-template.h"

/* 2024-02-29T13:05:09.123456Z */
#define FIXED_TIME (G_GINT64_CONSTANT (1709211909) * G_USEC_PER_SEC + 123456)

typedef struct
{
  WeirNames *names;
  WeirValue store[64];
  WeirScope scope;
  GString *warnings;
  char *folder;
} Fixture;

static inline void
warn_cb (const char *message, gpointer data)
{
  g_string_append_printf (data, "%s\n", message);
}

static inline void
set_text (Fixture *fixture, const char *name, const char *text)
{
  weir_value_set_text (&fixture->store[weir_names_add (fixture->names, name)], text, -1);
}

static inline void
set_json (Fixture *fixture, const char *name, const char *json)
{
  g_autoptr (JsonNode) node = weir_json_parse (json, strlen (json));

  g_assert_nonnull (node);
  weir_value_set_json (&fixture->store[weir_names_add (fixture->names, name)], node);
}

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->names = weir_names_new ();
  fixture->warnings = g_string_new (NULL);
  fixture->folder = g_dir_make_tmp ("weir-methods-XXXXXX", NULL);
  fixture->scope.store = fixture->store;
  fixture->scope.state = weir_method_state_new (fixture->folder);
  fixture->scope.warn = warn_cb;
  fixture->scope.data = fixture->warnings;
  weir_method_state_set_seed (fixture->scope.state, 1);
  weir_method_state_set_time (fixture->scope.state, FIXED_TIME);
  set_text (fixture, "word", "abc");
  set_text (fixture, "comma", "a,b)");
  set_text (fixture, "two", "2");
  set_json (fixture, "list",
            "[{\"id\":10,\"price\":60,\"name\":\"Ink\"},{\"id\":11,\"price\":40,\"name\":\"Pen\"},"
            "{\"id\":12,\"price\":45,\"name\":\"Pin\"}]");
  set_json (fixture, "numbers", "[4,1.5,-2]");
  set_json (fixture, "shop", "{\"items\":[{\"id\":1,\"tags\":[\"x\"]},{\"id\":2}],\"open\":true}");
  weir_names_add (fixture->names, "absent");
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fixture->store); i++)
    weir_value_clear (&fixture->store[i]);
  weir_scope_clear (&fixture->scope);
  weir_method_state_free (fixture->scope.state);
  g_clear_pointer (&fixture->scope.globals, weir_globals_free);
  weir_names_unref (fixture->names);
  g_string_free (fixture->warnings, TRUE);
  g_free (fixture->folder);
}

/* (transfer full) (nullable): NULL when something had no value */
static inline char *
fill (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirTemplate) template = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  WeirUnfilled unfilled;

  weir_method_collect_targets (text, fixture->names);
  template = weir_template_parse (text, fixture->names, &error);
  if (error)
    g_error ("“%s” gives “%s”", text, error->message);
  if (!weir_template_fill (template, &fixture->scope, out, &unfilled))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static inline void
assert_filled (Fixture *fixture, const char *text, const char *expected)
{
  g_autofree char *filled = fill (fixture, text);

  if (g_strcmp0 (filled, expected) != 0)
    g_error ("“%s” gives “%s” instead of “%s” (%s)", text, filled ? filled : "(nothing)", expected,
             fixture->scope.failure ? fixture->scope.failure : "no reason");
}

typedef struct
{
  const char *text;
  const char *expected;
} Row;

#define ASSERT_ROWS(fixture, rows)                                                                           \
  for (gsize i_ = 0; i_ < G_N_ELEMENTS (rows); i_++)                                                         \
  assert_filled (fixture, (rows)[i_].text, (rows)[i_].expected)
