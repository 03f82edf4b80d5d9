/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-curl-arguments.c: what the options of a curl command say
 */

#include "config.h"

#include "weir-curl-arguments.h"

#include <string.h>

#include "weir-convert-error.h"
#include "weir-shell-words.h"

typedef enum
{
  TAKE_WORD, /* into a member */
  TAKE_LIST, /* appended to a member */
  TAKE_DATA, /* number: WeirCurlDataKind */
  TAKE_FORM,
  TAKE_STRING,
  SET,         /* a member becomes TRUE */
  SET_AUTH,    /* number: WeirCurlAuth */
  SET_VERSION, /* number: of HTTP */
  SET_GLOBOFF,
  SET_LOCATION_TRUSTED,
  QUIET,      /* without effect on the request */
  QUIET_WORD, /* the same, with a value */
  SAID,       /* has an effect that is not taken over */
  SAID_WORD,
} Action;

typedef struct
{
  const char *name;
  char letter; /* or 0 */
  Action action;
  gsize offset;
  guint number;
} Option;

#define MEMBER(name) G_STRUCT_OFFSET (WeirCurlArguments, name)

static const Option options[] = {
  { "url", 0, TAKE_LIST, MEMBER (urls), 0 },
  { "header", 'H', TAKE_LIST, MEMBER (headers), 0 },
  { "url-query", 0, TAKE_LIST, MEMBER (queries), 0 },
  { "cookie", 'b', TAKE_LIST, MEMBER (cookies), 0 },
  { "data", 'd', TAKE_DATA, 0, WEIR_CURL_DATA_TEXT },
  { "data-ascii", 0, TAKE_DATA, 0, WEIR_CURL_DATA_TEXT },
  { "data-raw", 0, TAKE_DATA, 0, WEIR_CURL_DATA_RAW },
  { "data-binary", 0, TAKE_DATA, 0, WEIR_CURL_DATA_BINARY },
  { "data-urlencode", 0, TAKE_DATA, 0, WEIR_CURL_DATA_URLENCODE },
  { "json", 0, TAKE_DATA, 0, WEIR_CURL_DATA_JSON },
  { "form", 'F', TAKE_FORM, 0, 0 },
  { "form-string", 0, TAKE_STRING, 0, 0 },
  { "request", 'X', TAKE_WORD, MEMBER (method), 0 },
  { "user", 'u', TAKE_WORD, MEMBER (user), 0 },
  { "oauth2-bearer", 0, TAKE_WORD, MEMBER (bearer), 0 },
  { "user-agent", 'A', TAKE_WORD, MEMBER (user_agent), 0 },
  { "referer", 'e', TAKE_WORD, MEMBER (referer), 0 },
  { "upload-file", 'T', TAKE_WORD, MEMBER (upload), 0 },
  { "cert", 'E', TAKE_WORD, MEMBER (certificate), 0 },
  { "max-time", 'm', TAKE_WORD, MEMBER (max_time), 0 },
  { "max-redirs", 0, TAKE_WORD, MEMBER (max_redirects), 0 },
  { "range", 'r', TAKE_WORD, MEMBER (range), 0 },
  { "get", 'G', SET, MEMBER (is_get), 0 },
  { "head", 'I', SET, MEMBER (is_head), 0 },
  { "insecure", 'k', SET, MEMBER (is_insecure), 0 },
  { "location", 'L', SET, MEMBER (follows), 0 },
  { "location-trusted", 0, SET_LOCATION_TRUSTED, MEMBER (follows), 0 },
  { "basic", 0, SET_AUTH, 0, WEIR_CURL_AUTH_BASIC },
  { "digest", 0, SET_AUTH, 0, WEIR_CURL_AUTH_DIGEST },
  { "http1.0", '0', SET_VERSION, 0, 10 },
  { "http1.1", 0, SET_VERSION, 0, 11 },
  { "http2", 0, SET_VERSION, 0, 0 },
  { "globoff", 'g', SET_GLOBOFF, 0, 0 },
  { "compressed", 0, QUIET, 0, 0 }, /* answers are asked for compressed anyway */
  { "silent", 's', QUIET, 0, 0 },
  { "show-error", 'S', QUIET, 0, 0 },
  { "verbose", 'v', QUIET, 0, 0 },
  { "include", 'i', QUIET, 0, 0 },
  { "fail", 'f', QUIET, 0, 0 },
  { "fail-with-body", 0, QUIET, 0, 0 },
  { "progress-bar", '#', QUIET, 0, 0 },
  { "no-progress-meter", 0, QUIET, 0, 0 },
  { "no-buffer", 'N', QUIET, 0, 0 },
  { "remote-name", 'O', QUIET, 0, 0 },
  { "remote-header-name", 'J', QUIET, 0, 0 },
  { "disable", 'q', QUIET, 0, 0 },
  { "path-as-is", 0, QUIET, 0, 0 },
  { "tcp-nodelay", 0, QUIET, 0, 0 },
  { "no-keepalive", 0, QUIET, 0, 0 },
  { "styled-output", 0, QUIET, 0, 0 },
  { "http2-prior-knowledge", 0, SAID, 0, 0 },
  { "create-dirs", 0, QUIET, 0, 0 },
  { "output", 'o', QUIET_WORD, 0, 0 },
  { "output-dir", 0, QUIET_WORD, 0, 0 },
  { "write-out", 'w', QUIET_WORD, 0, 0 },
  { "dump-header", 'D', QUIET_WORD, 0, 0 },
  { "cookie-jar", 'c', QUIET_WORD, 0, 0 },
  { "stderr", 0, QUIET_WORD, 0, 0 },
  { "trace", 0, QUIET_WORD, 0, 0 },
  { "trace-ascii", 0, QUIET_WORD, 0, 0 },
  { "ipv4", '4', SAID, 0, 0 },
  { "ipv6", '6', SAID, 0, 0 },
  { "http3", 0, SAID, 0, 0 },
  { "ntlm", 0, SAID, 0, 0 },
  { "negotiate", 0, SAID, 0, 0 },
  { "anyauth", 0, SAID, 0, 0 },
  { "netrc", 'n', SAID, 0, 0 },
  { "post301", 0, SAID, 0, 0 },
  { "post302", 0, SAID, 0, 0 },
  { "post303", 0, SAID, 0, 0 },
  { "proxy", 'x', SAID_WORD, 0, 0 },
  { "proxy-user", 'U', SAID_WORD, 0, 0 },
  { "proxy-header", 0, SAID_WORD, 0, 0 },
  { "noproxy", 0, SAID_WORD, 0, 0 },
  { "socks5", 0, SAID_WORD, 0, 0 },
  { "socks5-hostname", 0, SAID_WORD, 0, 0 },
  { "preproxy", 0, SAID_WORD, 0, 0 },
  { "resolve", 0, SAID_WORD, 0, 0 },
  { "connect-to", 0, SAID_WORD, 0, 0 },
  { "interface", 0, SAID_WORD, 0, 0 },
  { "unix-socket", 0, SAID_WORD, 0, 0 },
  { "limit-rate", 0, SAID_WORD, 0, 0 },
  { "connect-timeout", 0, SAID_WORD, 0, 0 },
  { "retry", 0, SAID_WORD, 0, 0 },
  { "retry-delay", 0, SAID_WORD, 0, 0 },
  { "retry-max-time", 0, SAID_WORD, 0, 0 },
  { "retry-all-errors", 0, SAID, 0, 0 },
  { "retry-connrefused", 0, SAID, 0, 0 },
  { "cacert", 0, SAID_WORD, 0, 0 },
  { "capath", 0, SAID_WORD, 0, 0 },
  { "key", 0, SAID_WORD, 0, 0 },
  { "cert-type", 0, SAID_WORD, 0, 0 },
  { "key-type", 0, SAID_WORD, 0, 0 },
  { "pass", 0, SAID_WORD, 0, 0 },
  { "ciphers", 0, SAID_WORD, 0, 0 },
  { "tls-max", 0, SAID_WORD, 0, 0 },
  { "tlsv1.0", 0, SAID, 0, 0 },
  { "tlsv1.1", 0, SAID, 0, 0 },
  { "tlsv1.2", 0, SAID, 0, 0 },
  { "tlsv1.3", 0, SAID, 0, 0 },
  { "tlsv1", '1', SAID, 0, 0 },
  { "config", 'K', SAID_WORD, 0, 0 },
  { "netrc-file", 0, SAID_WORD, 0, 0 },
  { "request-target", 0, SAID_WORD, 0, 0 },
  { "time-cond", 'z', SAID_WORD, 0, 0 },
  { "continue-at", 'C', SAID_WORD, 0, 0 },
  { "aws-sigv4", 0, SAID_WORD, 0, 0 },
};

static gboolean
takes_word (Action action)
{
  return action == TAKE_WORD || action == TAKE_LIST || action == TAKE_DATA || action == TAKE_FORM ||
         action == TAKE_STRING || action == QUIET_WORD || action == SAID_WORD;
}

static const Option *
find_long (const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (strlen (options[i].name) == length && strncmp (options[i].name, name, length) == 0)
      return &options[i];
  return NULL;
}

static const Option *
find_letter (char letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (options[i].letter == letter)
      return &options[i];
  return NULL;
}

G_GNUC_PRINTF (2, 3)
static void
warn (GPtrArray *warnings, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (warnings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
say (GPtrArray *warnings, const char *name)
{
  if (g_str_equal (name, "proxy") || g_str_has_prefix (name, "socks"))
    warn (warnings,
          "--%s is not taken over: requests go through a proxy when the chosen environment names one with"
          " \"proxy\".",
          name);
  else if (g_str_equal (name, "cacert"))
    warn (warnings,
          "--cacert is not taken over: whom to trust is said in an environment, as \"tls: { ca: … }\".");
  else if (g_str_has_prefix (name, "retry"))
    warn (warnings, "--%s is not taken over: say in the step's options when its request is repeated.", name);
  else if (g_str_equal (name, "key"))
    warn (warnings,
          "--key is not taken over: put the key and the certificate into one file in PEM or PKCS #12.");
  else
    warn (warnings, "--%s is not taken over.", name);
}

static gpointer
member_of (WeirCurlArguments *self, const Option *option)
{
  return G_STRUCT_MEMBER_P (self, option->offset);
}

static void
apply (WeirCurlArguments *self, const Option *option, const char *word, GPtrArray *warnings)
{
  WeirCurlData data = { (WeirCurlDataKind) option->number, word };
  WeirCurlForm form = { word, option->action == TAKE_STRING };

  switch (option->action)
    {
    case TAKE_WORD:
      *(const char **) member_of (self, option) = word;
      break;
    case TAKE_LIST:
      g_ptr_array_add (*(GPtrArray **) member_of (self, option), (gpointer) word);
      break;
    case TAKE_DATA:
      g_array_append_val (self->data, data);
      break;
    case TAKE_FORM:
    case TAKE_STRING:
      g_array_append_val (self->forms, form);
      break;
    case SET_LOCATION_TRUSTED:
      warn (warnings, "--location-trusted: credentials are not sent on to another host.");
      self->follows = TRUE;
      break;
    case SET:
      *(gboolean *) member_of (self, option) = TRUE;
      break;
    case SET_AUTH:
      self->auth = (WeirCurlAuth) option->number;
      break;
    case SET_VERSION:
      self->http_minor = option->number;
      break;
    case SET_GLOBOFF:
      self->is_globbed = FALSE;
      break;
    case SAID:
    case SAID_WORD:
      say (warnings, option->name);
      break;
    case QUIET:
    case QUIET_WORD:
    default:
      break;
    }
}

typedef struct
{
  WeirCurlArguments *arguments;
  GPtrArray *words;
  guint index;
  GPtrArray *warnings;
} Reader;

static const char *
next_word (Reader *self)
{
  return self->index < self->words->len ? g_ptr_array_index (self->words, self->index++) : NULL;
}

static gboolean
fail_without_value (const char *name, GError **error)
{
  g_set_error (error, WEIR_CONVERT_ERROR, WEIR_CONVERT_ERROR_INVALID,
               "The option %s at the end of the command lacks its value; copy all of it.", name);
  return FALSE;
}

/* What follows an option nobody knows may be its value, but not what looks like the URL. */
static void
skip_unknown (Reader *self, const char *shown)
{
  const char *next = self->index < self->words->len ? g_ptr_array_index (self->words, self->index) : NULL;
  gboolean is_last = self->index + 1 >= self->words->len && self->arguments->urls->len == 0;

  if (next == NULL || *next == '-' || is_last || strstr (next, "://") != NULL)
    {
      warn (self->warnings, "The option %s is not known here and was left out.", shown);
      return;
    }
  warn (self->warnings, "The option %s is not known here and was left out with its value.", shown);
  self->index++;
}

static gboolean
read_long (Reader *self, const char *word, GError **error)
{
  const char *name = word + 2;
  const char *equals = strchr (name, '=');
  gsize length = strcspn (name, "=");
  const Option *option = find_long (name, length);
  g_autofree char *shown = weir_shell_word_to_text (word);
  const char *value = NULL;

  shown[strcspn (shown, "=")] = '\0';
  if (option == NULL && g_str_has_prefix (name, "no-") && find_long (name + 3, length - 3) != NULL)
    return TRUE;
  if (option == NULL)
    {
      skip_unknown (self, shown);
      return TRUE;
    }
  if (takes_word (option->action))
    {
      value = equals != NULL ? equals + 1 : next_word (self);
      if (value == NULL)
        return fail_without_value (shown, error);
    }
  apply (self->arguments, option, value, self->warnings);
  return TRUE;
}

/* "-sSLk", "-XPOST", "-H" "Name: value" */
static gboolean
read_short (Reader *self, const char *word, GError **error)
{
  for (const char *letter = word + 1; *letter != '\0'; letter++)
    {
      const Option *option = find_letter (*letter);
      g_autofree char *shown = g_strdup_printf ("-%.*s", (int) (g_utf8_next_char (letter) - letter), letter);
      const char *value = NULL;

      if (option == NULL)
        {
          if (letter[1] != '\0')
            warn (self->warnings, "The option %s is not known here and was left out.", shown);
          else
            skip_unknown (self, shown);
          letter = g_utf8_next_char (letter) - 1;
          continue;
        }
      if (!takes_word (option->action))
        {
          apply (self->arguments, option, NULL, self->warnings);
          continue;
        }
      value = letter[1] != '\0' ? letter + 1 : next_word (self);
      if (value == NULL)
        return fail_without_value (shown, error);
      apply (self->arguments, option, value, self->warnings);
      return TRUE;
    }
  return TRUE;
}

/**
 * weir_curl_arguments_init:
 * @self: what to set up; cleared with weir_curl_arguments_clear() in any case
 * @words: (element-type utf8): the command's words, without "curl"; they must outlive @self
 * @warnings: (element-type utf8): where sentences are appended about options that are not taken over
 * @error: WEIR_CONVERT_ERROR_INVALID when the last option lacks its value
 *
 * Returns: whether all could be read
 */
gboolean
weir_curl_arguments_init (WeirCurlArguments *self, GPtrArray *words, GPtrArray *warnings, GError **error)
{
  Reader reader = { .arguments = self, .words = words, .warnings = warnings };
  gboolean only_urls = FALSE;

  *self = (WeirCurlArguments){ .urls = g_ptr_array_new (),
                               .headers = g_ptr_array_new (),
                               .queries = g_ptr_array_new (),
                               .cookies = g_ptr_array_new (),
                               .is_globbed = TRUE };
  self->data = g_array_new (FALSE, FALSE, sizeof (WeirCurlData));
  self->forms = g_array_new (FALSE, FALSE, sizeof (WeirCurlForm));
  while (reader.index < words->len)
    {
      const char *word = next_word (&reader);

      if (only_urls || *word != '-' || word[1] == '\0')
        g_ptr_array_add (self->urls, (gpointer) word);
      else if (g_str_equal (word, "--"))
        only_urls = TRUE;
      else if (!(word[1] == '-' ? read_long (&reader, word, error) : read_short (&reader, word, error)))
        return FALSE;
    }
  return TRUE;
}

/**
 * weir_curl_arguments_clear:
 * @self: some arguments
 */
void
weir_curl_arguments_clear (WeirCurlArguments *self)
{
  g_clear_pointer (&self->urls, g_ptr_array_unref);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->queries, g_ptr_array_unref);
  g_clear_pointer (&self->cookies, g_ptr_array_unref);
  g_clear_pointer (&self->data, g_array_unref);
  g_clear_pointer (&self->forms, g_array_unref);
}
