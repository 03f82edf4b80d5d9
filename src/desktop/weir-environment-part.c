/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-part.c: what one of the two files says about an environment
 */

#include "config.h"

#include "weir-environment-part.h"

struct _WeirEnvironmentPart
{
  GObject parent_instance;

  char *texts[3]; /* by property, see text_of() */
  WeirInsecure insecure;
  GListStore *variables;
};

enum
{
  PROP_0,
  PROP_PROXY,
  PROP_AUTHORITIES,
  PROP_CERTIFICATE,
  PROP_INSECURE,
  PROP_VARIABLES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirEnvironmentPart, weir_environment_part, G_TYPE_OBJECT)

GType
weir_insecure_get_type (void)
{
  static const GEnumValue values[] = {
    { WEIR_INSECURE_UNSAID, "WEIR_INSECURE_UNSAID", "unsaid" },
    { WEIR_INSECURE_NO, "WEIR_INSECURE_NO", "no" },
    { WEIR_INSECURE_YES, "WEIR_INSECURE_YES", "yes" },
    { 0, NULL, NULL },
  };
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirInsecure", values));
  return (GType) type;
}

static char **
text_of (WeirEnvironmentPart *self, guint property)
{
  return &self->texts[property - PROP_PROXY];
}

static void
set_text (WeirEnvironmentPart *self, guint property, const char *text)
{
  char **field = text_of (self, property);
  char *wanted = text != NULL && *text != '\0' ? g_strdup (text) : NULL;

  if (g_strcmp0 (*field, wanted) == 0)
    {
      g_free (wanted);
      return;
    }
  g_free (*field);
  *field = wanted;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
weir_environment_part_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  WeirEnvironmentPart *self = WEIR_ENVIRONMENT_PART (object);

  switch (prop_id)
    {
    case PROP_PROXY:
    case PROP_AUTHORITIES:
    case PROP_CERTIFICATE:
      g_value_set_string (value, *text_of (self, prop_id));
      break;
    case PROP_INSECURE:
      g_value_set_enum (value, (int) self->insecure);
      break;
    case PROP_VARIABLES:
      g_value_set_object (value, self->variables);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_environment_part_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  WeirEnvironmentPart *self = WEIR_ENVIRONMENT_PART (object);

  switch (prop_id)
    {
    case PROP_PROXY:
    case PROP_AUTHORITIES:
    case PROP_CERTIFICATE:
      set_text (self, prop_id, g_value_get_string (value));
      break;
    case PROP_INSECURE:
      if (self->insecure == (WeirInsecure) g_value_get_enum (value))
        return;
      self->insecure = (WeirInsecure) g_value_get_enum (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_environment_part_finalize (GObject *object)
{
  WeirEnvironmentPart *self = WEIR_ENVIRONMENT_PART (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_object_unref (self->variables);
  G_OBJECT_CLASS (weir_environment_part_parent_class)->finalize (object);
}

static void
weir_environment_part_class_init (WeirEnvironmentPartClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_environment_part_get_property;
  object_class->set_property = weir_environment_part_set_property;
  object_class->finalize = weir_environment_part_finalize;
  properties[PROP_PROXY] = g_param_spec_string ("proxy", NULL, NULL, NULL, flags);
  properties[PROP_AUTHORITIES] = g_param_spec_string ("authorities", NULL, NULL, NULL, flags);
  properties[PROP_CERTIFICATE] = g_param_spec_string ("certificate", NULL, NULL, NULL, flags);
  properties[PROP_INSECURE] =
      g_param_spec_enum ("insecure", NULL, NULL, WEIR_TYPE_INSECURE, WEIR_INSECURE_UNSAID, flags);
  properties[PROP_VARIABLES] = g_param_spec_object ("variables", NULL, NULL, G_TYPE_LIST_MODEL,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
weir_environment_part_init (WeirEnvironmentPart *self)
{
  self->variables = g_list_store_new (WEIR_TYPE_ENVIRONMENT_VARIABLE);
}

/**
 * weir_environment_part_new:
 *
 * Returns: (transfer full): a part that says nothing
 */
WeirEnvironmentPart *
weir_environment_part_new (void)
{
  return g_object_new (WEIR_TYPE_ENVIRONMENT_PART, NULL);
}

static void
append (WeirEnvironmentPart *self, const char *name, const char *value, gboolean secret)
{
  g_autoptr (WeirEnvironmentVariable) variable = weir_environment_variable_new (name, value, secret);

  g_list_store_append (self->variables, variable);
}

static const char *
find_value (WeirEnvironment *environment, const char *name)
{
  GListModel *variables = G_LIST_MODEL (weir_environment_get_variables (environment));

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);

      if (g_str_equal (weir_variable_get_name (variable), name))
        return weir_variable_get_value (variable);
    }
  return "";
}

/**
 * weir_environment_part_new_for:
 * @environment: as it is in the file
 *
 * Returns: (transfer full): the same, to be edited; secrets have no value yet
 */
WeirEnvironmentPart *
weir_environment_part_new_for (WeirEnvironment *environment)
{
  WeirEnvironmentPart *self = weir_environment_part_new ();
  g_auto (GStrv) names = weir_environment_list_names (environment);

  for (char **name = names; *name != NULL; name++)
    if (weir_environment_is_secret (environment, *name))
      append (self, *name, "", TRUE);
    else
      append (self, *name, find_value (environment, *name), FALSE);
  set_text (self, PROP_PROXY, weir_environment_get_proxy (environment));
  set_text (self, PROP_AUTHORITIES, weir_environment_get_authorities (environment));
  set_text (self, PROP_CERTIFICATE, weir_environment_get_certificate (environment));
  if (weir_environment_says_insecure (environment))
    self->insecure = weir_environment_get_insecure (environment) ? WEIR_INSECURE_YES : WEIR_INSECURE_NO;
  return self;
}

/**
 * weir_environment_part_copy:
 * @self: a part
 *
 * Returns: (transfer full): another one that says the same, with the values of secrets that are known
 */
WeirEnvironmentPart *
weir_environment_part_copy (WeirEnvironmentPart *self)
{
  WeirEnvironmentPart *copy = weir_environment_part_new ();
  GListModel *variables;

  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_PART (self), NULL);

  variables = G_LIST_MODEL (self->variables);
  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirEnvironmentVariable) variable = g_list_model_get_item (variables, i);

      append (copy, weir_environment_variable_get_name (variable),
              weir_environment_variable_get_value (variable),
              weir_environment_variable_get_secret (variable));
    }
  for (guint property = PROP_PROXY; property <= PROP_CERTIFICATE; property++)
    set_text (copy, property, *text_of (self, property));
  copy->insecure = self->insecure;
  return copy;
}

GListStore *
weir_environment_part_get_variables (WeirEnvironmentPart *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_PART (self), NULL);

  return self->variables;
}

const char *
weir_environment_part_get_proxy (WeirEnvironmentPart *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_PART (self), NULL);

  return *text_of (self, PROP_PROXY);
}

/**
 * weir_environment_part_has_settings:
 * @self: a part
 *
 * Returns: whether it says anything besides variables
 */
gboolean
weir_environment_part_has_settings (WeirEnvironmentPart *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_PART (self), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    if (self->texts[i] != NULL)
      return TRUE;
  return self->insecure != WEIR_INSECURE_UNSAID;
}

/**
 * weir_environment_part_is_empty:
 * @self: a part
 *
 * Returns: whether it says nothing; rows that nothing was typed into say nothing
 */
gboolean
weir_environment_part_is_empty (WeirEnvironmentPart *self)
{
  GListModel *variables;

  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_PART (self), TRUE);

  variables = G_LIST_MODEL (self->variables);
  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirEnvironmentVariable) variable = g_list_model_get_item (variables, i);

      if (!weir_environment_variable_is_empty (variable))
        return FALSE;
    }
  return !weir_environment_part_has_settings (self);
}

static void
write_variables (WeirEnvironmentPart *self, WeirEnvironment *environment)
{
  GListModel *variables = G_LIST_MODEL (self->variables);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirEnvironmentVariable) variable = g_list_model_get_item (variables, i);
      const char *name = weir_environment_variable_get_name (variable);
      g_autoptr (WeirVariable) plain = NULL;

      if (weir_environment_variable_is_empty (variable))
        continue;
      g_ptr_array_add (order, (gpointer) name);
      if (weir_environment_variable_get_secret (variable))
        {
          weir_environment_add_secret (environment, name);
          continue;
        }
      plain = weir_variable_new (name, weir_environment_variable_get_value (variable));
      g_list_store_append (weir_environment_get_variables (environment), plain);
    }
  g_ptr_array_add (order, NULL);
  weir_environment_set_order (environment, (const char *const *) order->pdata);
}

/**
 * weir_environment_part_to_environment:
 * @self: a part
 * @name: the name of the environment
 *
 * Returns: (transfer full): what is to be written to the file
 */
WeirEnvironment *
weir_environment_part_to_environment (WeirEnvironmentPart *self, const char *name)
{
  WeirEnvironment *environment = weir_environment_new (name);

  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_PART (self), environment);

  write_variables (self, environment);
  weir_environment_set_proxy (environment, *text_of (self, PROP_PROXY));
  weir_environment_set_authorities (environment, *text_of (self, PROP_AUTHORITIES));
  weir_environment_set_certificate (environment, *text_of (self, PROP_CERTIFICATE));
  if (self->insecure != WEIR_INSECURE_UNSAID)
    weir_environment_set_insecure (environment, self->insecure == WEIR_INSECURE_YES);
  return environment;
}
