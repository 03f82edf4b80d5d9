/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-serve.c: the command `serve`: the sample API in the foreground
 */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

#include "weir-cli-private.h"
#include "weir-sample-api.h"

#define USUAL_PORT 8020

typedef struct
{
  guint16 port;
} ServeOptions;

static gboolean
port_cb (const char *name, const char *value, gpointer data, GError **error)
{
  ServeOptions *options = data;
  g_autofree char *shown = weir_cli_text_clean (value, -1);
  guint64 port;

  if (!g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT16, &port, NULL))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("--port is “%s”, but must be a whole number from 0 (any free port) to 65535."), shown);
      return FALSE;
    }
  options->port = port;
  return TRUE;
}

static gboolean
file_cb (const char *name, const char *value, gpointer data, GError **error)
{
  g_autofree char *shown = weir_cli_text_clean (value, -1);

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("“weir-cli serve” takes no file, but was given “%s”."), shown);
  return FALSE;
}

static void
print_overview (const char *url)
{
  static const struct
  {
    const char *request;
    const char *meaning;
  } endpoints[] = {
    { "GET  /", N_("this overview") },
    { "POST /login", N_("a token and a cookie for {\"user\", \"password\"}; every password is \"secret\"") },
    { "GET  /items, /items/{id}", N_("what the shop sells") },
    { "POST /orders", N_("orders {\"item\", \"quantity\"}; needs Authorization: Bearer TOKEN") },
    { "GET  /orders/{id}", N_("an order; needs the token too") },
    { "GET  /flaky?every=N", N_("every Nth answer is a 500") },
    { "GET  /slow?ms=N", N_("answers after N milliseconds") },
    { "GET  /degrading", N_("slower with every request") },
    { "GET  /limited?rate=N", N_("answers 429 above N requests a second") },
    { "ANY  /echo", N_("tells the request it got") },
    { "ANY  /status/{code}", N_("answers with that status") },
  };

  g_print (_("The sample API listens at %s\n"), url);
  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    g_print ("  %-25s %s\n", endpoints[i].request, _(endpoints[i].meaning));
  g_print (_("Press Ctrl+C to end it.\n"));
}

static gboolean
signal_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

/**
 * weir_cli_serve_main:
 * @arguments: (array zero-terminated=1): what followed `serve`
 *
 * Serves until SIGINT or SIGTERM.
 *
 * Returns: %WEIR_CLI_PASSED, or %WEIR_CLI_USAGE when the port cannot be listened on
 */
WeirCliExit
weir_cli_serve_main (const char *const *arguments)
{
  static const GOptionEntry entries[] = {
    { "port", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, port_cb,
      N_("Listen on this port instead of 8020; 0 is any free one"), N_("N") },
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, file_cb, NULL, NULL },
    { NULL },
  };
  ServeOptions options = { USUAL_PORT };
  g_autoptr (WeirSampleApi) api = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  WeirCliExit code;
  guint signals[2];

  if (!weir_cli_options_parse (WEIR_CLI_COMMAND_SERVE, arguments, entries, &options, &code))
    return code;

  api = weir_sample_api_new (options.port);
  if (!weir_sample_api_start (api, &error))
    {
      weir_cli_complain ("%s", error->message);
      return WEIR_CLI_USAGE;
    }
  signals[0] = g_unix_signal_add (SIGINT, signal_cb, loop);
  signals[1] = g_unix_signal_add (SIGTERM, signal_cb, loop);
  print_overview (weir_sample_api_get_url (api));
  g_main_loop_run (loop);

  g_source_remove (signals[0]);
  g_source_remove (signals[1]);
  weir_sample_api_stop (api);
  return WEIR_CLI_PASSED;
}
