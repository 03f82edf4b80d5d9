/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment.c: where a flow runs: variables, secrets, proxy and certificates under one name
 */

#include "config.h"

#include "weir-environment.h"

#include "weir-document-private.h"

struct _WeirEnvironment
{
  GObject parent_instance;

  char *name;
  char *texts[3]; /* by property, see text_of() */
  gboolean insecure;
  gboolean has_insecure; /* it was said, one way or the other */
  GListStore *variables;
  GPtrArray *secrets; /* of char*, NULL at the end */
  char **order;       /* (nullable) names of variables and secrets */
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_PROXY,
  PROP_AUTHORITIES,
  PROP_CERTIFICATE,
  PROP_INSECURE,
  PROP_VARIABLES,
  PROP_SECRETS,
  PROP_ORDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirEnvironment, weir_environment, G_TYPE_OBJECT)

static char **
text_of (WeirEnvironment *self, guint property)
{
  return &self->texts[property - PROP_PROXY];
}

static void
set_text (WeirEnvironment *self, guint property, const char *text)
{
  g_return_if_fail (WEIR_IS_ENVIRONMENT (self));

  if (weir_document_set_string (text_of (self, property), text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
weir_environment_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirEnvironment *self = WEIR_ENVIRONMENT (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_PROXY:
    case PROP_AUTHORITIES:
    case PROP_CERTIFICATE:
      g_value_set_string (value, *text_of (self, prop_id));
      break;
    case PROP_INSECURE:
      g_value_set_boolean (value, self->insecure);
      break;
    case PROP_VARIABLES:
      g_value_set_object (value, self->variables);
      break;
    case PROP_SECRETS:
      g_value_set_boxed (value, self->secrets->len > 1 ? self->secrets->pdata : NULL);
      break;
    case PROP_ORDER:
      g_value_set_boxed (value, self->order);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_environment_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirEnvironment *self = WEIR_ENVIRONMENT (object);

  switch (prop_id)
    {
    case PROP_NAME:
      weir_environment_set_name (self, g_value_get_string (value));
      break;
    case PROP_PROXY:
    case PROP_AUTHORITIES:
    case PROP_CERTIFICATE:
      set_text (self, prop_id, g_value_get_string (value));
      break;
    case PROP_INSECURE:
      weir_environment_set_insecure (self, g_value_get_boolean (value));
      break;
    case PROP_SECRETS:
      weir_environment_set_secrets (self, g_value_get_boxed (value));
      break;
    case PROP_ORDER:
      weir_environment_set_order (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_environment_finalize (GObject *object)
{
  WeirEnvironment *self = WEIR_ENVIRONMENT (object);

  g_free (self->name);
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_clear_object (&self->variables);
  g_clear_pointer (&self->secrets, g_ptr_array_unref);
  g_strfreev (self->order);

  G_OBJECT_CLASS (weir_environment_parent_class)->finalize (object);
}

static void
weir_environment_class_init (WeirEnvironmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_environment_get_property;
  object_class->set_property = weir_environment_set_property;
  object_class->finalize = weir_environment_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", WEIR_PARAM_READWRITE);
  properties[PROP_PROXY] = g_param_spec_string ("proxy", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_AUTHORITIES] = g_param_spec_string ("authorities", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_CERTIFICATE] = g_param_spec_string ("certificate", NULL, NULL, NULL, WEIR_PARAM_READWRITE);
  properties[PROP_INSECURE] = g_param_spec_boolean ("insecure", NULL, NULL, FALSE, WEIR_PARAM_READWRITE);
  properties[PROP_VARIABLES] =
      g_param_spec_object ("variables", NULL, NULL, G_TYPE_LIST_MODEL, WEIR_PARAM_READABLE);
  properties[PROP_SECRETS] = g_param_spec_boxed ("secrets", NULL, NULL, G_TYPE_STRV, WEIR_PARAM_READWRITE);
  properties[PROP_ORDER] = g_param_spec_boxed ("order", NULL, NULL, G_TYPE_STRV, WEIR_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_environment_init (WeirEnvironment *self)
{
  self->name = g_strdup ("");
  self->variables = g_list_store_new (WEIR_TYPE_VARIABLE);
  self->secrets = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->secrets, NULL);
}

/**
 * weir_environment_new:
 * @name: its name
 *
 * Returns: (transfer full): an environment that says nothing yet
 */
WeirEnvironment *
weir_environment_new (const char *name)
{
  return g_object_new (WEIR_TYPE_ENVIRONMENT, "name", name, NULL);
}

const char *
weir_environment_get_name (WeirEnvironment *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT (self), NULL);

  return self->name;
}

void
weir_environment_set_name (WeirEnvironment *self, const char *name)
{
  g_return_if_fail (WEIR_IS_ENVIRONMENT (self));

  if (weir_document_set_string (&self->name, name != NULL ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * weir_environment_get_proxy:
 * @self: an environment
 *
 * Returns: (nullable): the URL of the proxy that requests go through; %NULL = they go direct
 */
const char *
weir_environment_get_proxy (WeirEnvironment *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT (self), NULL);

  return *text_of (self, PROP_PROXY);
}

void
weir_environment_set_proxy (WeirEnvironment *self, const char *proxy)
{
  set_text (self, PROP_PROXY, proxy);
}

/**
 * weir_environment_get_authorities:
 * @self: an environment
 *
 * Returns: (nullable): a PEM file of the authorities to trust instead of the system's
 */
const char *
weir_environment_get_authorities (WeirEnvironment *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT (self), NULL);

  return *text_of (self, PROP_AUTHORITIES);
}

void
weir_environment_set_authorities (WeirEnvironment *self, const char *file_name)
{
  set_text (self, PROP_AUTHORITIES, file_name);
}

/**
 * weir_environment_get_certificate:
 * @self: an environment
 *
 * Returns: (nullable): the file of the client's certificate
 */
const char *
weir_environment_get_certificate (WeirEnvironment *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT (self), NULL);

  return *text_of (self, PROP_CERTIFICATE);
}

void
weir_environment_set_certificate (WeirEnvironment *self, const char *file_name)
{
  set_text (self, PROP_CERTIFICATE, file_name);
}

gboolean
weir_environment_get_insecure (WeirEnvironment *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT (self), FALSE);

  return self->insecure;
}

gboolean
weir_environment_says_insecure (WeirEnvironment *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT (self), FALSE);

  return self->has_insecure;
}

void
weir_environment_set_insecure (WeirEnvironment *self, gboolean insecure)
{
  g_return_if_fail (WEIR_IS_ENVIRONMENT (self));

  self->has_insecure = TRUE;
  if (self->insecure == !!insecure)
    return;
  self->insecure = !!insecure;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSECURE]);
}

/**
 * weir_environment_get_variables:
 * @self: an environment
 *
 * Returns: (transfer none): the list of its #WeirVariable that are no secrets
 */
GListStore *
weir_environment_get_variables (WeirEnvironment *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT (self), NULL);

  return self->variables;
}

const char *const *
weir_environment_get_secrets (WeirEnvironment *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT (self), NULL);

  return (const char *const *) self->secrets->pdata;
}

gboolean
weir_environment_is_secret (WeirEnvironment *self, const char *name)
{
  return g_strv_contains (weir_environment_get_secrets (self), name);
}

/**
 * weir_environment_set_secrets:
 * @self: an environment
 * @names: (nullable): of the variables whose values are kept elsewhere
 *
 * The list of variables stays as it is.
 */
void
weir_environment_set_secrets (WeirEnvironment *self, const char *const *names)
{
  const char *const none[] = { NULL };
  g_auto (GStrv) wanted = NULL;

  g_return_if_fail (WEIR_IS_ENVIRONMENT (self));

  if (g_strv_equal (names != NULL ? names : none, weir_environment_get_secrets (self)))
    return;
  wanted = names != NULL ? g_strdupv ((char **) names) : NULL; /* @names may be the ones it has */
  g_ptr_array_set_size (self->secrets, 0);
  for (char **name = wanted; name != NULL && *name != NULL; name++)
    g_ptr_array_add (self->secrets, g_strdup (*name));
  g_ptr_array_add (self->secrets, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECRETS]);
}

/* The entry of @name; %FALSE when there is none. */
static gboolean
find_variable (WeirEnvironment *self, const char *name, guint *index)
{
  GListModel *list = G_LIST_MODEL (self->variables);

  for (*index = 0; *index < g_list_model_get_n_items (list); ++*index)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (list, *index);

      if (g_str_equal (weir_variable_get_name (variable), name))
        return TRUE;
    }
  return FALSE;
}

/**
 * weir_environment_gives:
 * @self: an environment
 * @name: the name of a variable
 *
 * Returns: whether a flow that runs here has a value of that name from it, secret or not
 */
gboolean
weir_environment_gives (WeirEnvironment *self, const char *name)
{
  guint index;

  g_return_val_if_fail (WEIR_IS_ENVIRONMENT (self), FALSE);

  return find_variable (self, name, &index) || weir_environment_is_secret (self, name);
}

/**
 * weir_environment_add_secret:
 * @self: an environment
 * @name: the name of a variable whose value is kept elsewhere; no longer one of the list
 */
void
weir_environment_add_secret (WeirEnvironment *self, const char *name)
{
  guint index;

  g_return_if_fail (WEIR_IS_ENVIRONMENT (self));

  if (find_variable (self, name, &index))
    g_list_store_remove (self->variables, index);
  if (!weir_environment_is_secret (self, name))
    g_ptr_array_insert (self->secrets, (int) self->secrets->len - 1, g_strdup (name));
}

static void
override_variable (WeirEnvironment *self, WeirVariable *variable)
{
  const char *name = weir_variable_get_name (variable);
  guint index;

  if (find_variable (self, name, &index))
    g_list_store_remove (self->variables, index);
  for (guint i = 0; i + 1 < self->secrets->len; i++)
    if (g_str_equal (g_ptr_array_index (self->secrets, i), name))
      g_ptr_array_remove_index (self->secrets, i--);
  g_list_store_append (self->variables, variable);
}

/**
 * weir_environment_override:
 * @self: an environment
 * @over: what environments.local.yaml says about the same
 *
 * Takes over each variable, secret and setting that @over has; all else stays.
 */
void
weir_environment_override (WeirEnvironment *self, WeirEnvironment *over)
{
  GListModel *variables = G_LIST_MODEL (weir_environment_get_variables (over));
  const char *const *secrets = weir_environment_get_secrets (over);

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);

      override_variable (self, variable);
    }
  for (; *secrets != NULL; secrets++)
    weir_environment_add_secret (self, *secrets);
  for (guint property = PROP_PROXY; property <= PROP_CERTIFICATE; property++)
    if (*text_of (over, property) != NULL)
      set_text (self, property, *text_of (over, property));
  if (over->has_insecure)
    weir_environment_set_insecure (self, over->insecure);
}

/**
 * weir_environment_set_order:
 * @self: an environment
 * @names: (nullable): names of variables and secrets
 *
 * Tells how they stand among each other, which the list of variables and that of secrets cannot.
 */
void
weir_environment_set_order (WeirEnvironment *self, const char *const *names)
{
  g_return_if_fail (WEIR_IS_ENVIRONMENT (self));

  if (weir_document_set_strv (&self->order, names))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}

/* A name, and where it is in the order; -1 when it is not */
typedef struct
{
  const char *name;
  int place;
} Place;

/* In the order that is known, and what is new behind the one that it follows among its kind. */
static void
add_name (GArray *names, GHashTable *places, const char *name, const char *previous)
{
  Place added = { name, GPOINTER_TO_INT (g_hash_table_lookup (places, name)) - 1 };
  guint at = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const Place *other = &g_array_index (names, Place, i);

      if ((added.place >= 0 && other->place >= 0 && other->place < added.place) || other->name == previous)
        at = i + 1;
    }
  if (added.place < 0 && previous == NULL)
    at = names->len;
  g_array_insert_val (names, at, added);
}

static GHashTable *
index_order (char *const *order)
{
  GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; order != NULL && order[i] != NULL; i++)
    g_hash_table_insert (places, order[i], GINT_TO_POINTER (i + 1));
  return places;
}

/**
 * weir_environment_list_names:
 * @self: an environment
 *
 * Returns: (transfer full): the names of its variables and secrets, in the order of
 *   weir_environment_set_order()
 */
char **
weir_environment_list_names (WeirEnvironment *self)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GHashTable) places = NULL;
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  GListModel *variables;
  const char *previous = NULL;

  g_return_val_if_fail (WEIR_IS_ENVIRONMENT (self), NULL);

  places = index_order (self->order);
  variables = G_LIST_MODEL (self->variables);
  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);

      add_name (names, places, weir_variable_get_name (variable), previous);
      previous = weir_variable_get_name (variable);
    }
  previous = NULL;
  for (guint i = 0; i + 1 < self->secrets->len; i++)
    {
      add_name (names, places, g_ptr_array_index (self->secrets, i), previous);
      previous = g_ptr_array_index (self->secrets, i);
    }
  for (guint i = 0; i < names->len; i++)
    g_strv_builder_add (list, g_array_index (names, Place, i).name);
  return g_strv_builder_end (list);
}

static void
unref_entry (gpointer entry)
{
  g_clear_object (&entry);
}

/**
 * weir_environment_list_entries:
 * @self: an environment
 * @names: as of weir_environment_list_names()
 *
 * While it is edited a name can be there twice, or none: each name stands for the next variable of that name.
 *
 * Returns: (transfer full) (element-type WeirVariable): the variable of each name; %NULL for one that is a
 *   secret
 */
GPtrArray *
weir_environment_list_entries (WeirEnvironment *self, const char *const *names)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (unref_entry);
  g_autoptr (GHashTable) left = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                       (GDestroyNotify) g_ptr_array_unref);
  GListModel *variables = G_LIST_MODEL (self->variables);

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);
      const char *name = weir_variable_get_name (variable);
      GPtrArray *same = g_hash_table_lookup (left, name);

      if (same == NULL)
        g_hash_table_insert (left, (gpointer) name, same = g_ptr_array_new_with_free_func (g_object_unref));
      g_ptr_array_add (same, g_object_ref (variable));
    }
  for (; *names != NULL; names++)
    {
      GPtrArray *same = g_hash_table_lookup (left, *names);

      g_ptr_array_add (entries, same != NULL && same->len > 0 ? g_ptr_array_steal_index (same, 0) : NULL);
    }
  return entries;
}

/**
 * weir_environment_secret_to_key:
 * @name: the name of a secret
 *
 * Returns: (transfer full): the variable of the process's environment that may hold its value
 */
char *
weir_environment_secret_to_key (const char *name)
{
  g_autofree char *upper = g_ascii_strup (name, -1);

  return g_strconcat ("WEIR_", g_strdelimit (upper, "-.", '_'), NULL);
}
