/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-text.c: text on a terminal: its width, shortened, aligned, coloured, and made safe to print
 */

#include "config.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "weir-cli-private.h"

/**
 * weir_cli_style_of:
 * @fd: a file descriptor that text will be written to
 *
 * Finds out what can be shown there: a terminal has a width and colours (unless NO_COLOR is set to anything,
 * see https://no-color.org, or it is a dumb one); anything else is 80 columns wide and plain.
 *
 * Returns: the style
 */
WeirCliStyle
weir_cli_style_of (int fd)
{
  WeirCliStyle style = { WEIR_CLI_WIDTH_WITHOUT_TERMINAL, FALSE, FALSE };
  const char *no_colour = g_getenv ("NO_COLOR");
  struct winsize size;

  style.utf8 = g_get_charset (NULL);
  if (!isatty (fd))
    return style;
  if (ioctl (fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    style.width = size.ws_col;
  style.colour = (no_colour == NULL || *no_colour == '\0') && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  return style;
}

static guint
character_width (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;
  return g_unichar_iswide (character) ? 2 : 1;
}

/**
 * weir_cli_text_width:
 * @text: valid UTF-8 without control characters
 *
 * Returns: how many columns @text takes on a terminal
 */
guint
weir_cli_text_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += character_width (g_utf8_get_char (text));
  return width;
}

/* Direction overrides and isolates rearrange what stands around them, so that a name could pretend to be
 * another; line and paragraph separators break a table. */
static gboolean
is_printable (gunichar character)
{
  if ((character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069))
    return FALSE;
  return g_unichar_isprint (character) || character == 0x200c || character == 0x200d;
}

/**
 * weir_cli_text_clean:
 * @text: bytes from a server, a file or a person
 * @length: how many, -1 = up to the NUL
 *
 * Makes one line of it that is safe on a terminal: blanks of all kinds become single spaces, bytes that are
 * no UTF-8 and control characters (an escape sequence could move the cursor or set the title) become "�".
 *
 * Returns: (transfer full): the line
 */
char *
weir_cli_text_clean (const char *text, gssize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  GString *out = g_string_sized_new (strlen (valid));
  gboolean blank = FALSE;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isspace (character))
        {
          blank = out->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (out, ' ');
      blank = FALSE;
      g_string_append_unichar (out, is_printable (character) ? character : 0xfffd);
    }
  return g_string_free (out, FALSE);
}

/**
 * weir_cli_text_ellipsise:
 * @text: valid UTF-8 without control characters
 * @width: columns, at least 1
 *
 * Returns: (transfer full): @text, cut and with "…" at its end when it is wider than @width
 */
char *
weir_cli_text_ellipsise (const char *text, guint width)
{
  GString *out;
  guint used = 0;

  if (weir_cli_text_width (text) <= width)
    return g_strdup (text);

  out = g_string_new (NULL);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (used + character_width (character) + 1 > width)
        break;
      used += character_width (character);
      g_string_append_unichar (out, character);
    }
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append (out, "…");
  return g_string_free (out, FALSE);
}

/**
 * weir_cli_text_append_padded:
 * @out: where to append
 * @text: valid UTF-8 without control characters
 * @width: columns to fill with blanks; wider text is appended as it is
 * @to_the_right: whether the blanks come first
 */
void
weir_cli_text_append_padded (GString *out, const char *text, guint width, gboolean to_the_right)
{
  guint own = weir_cli_text_width (text);
  guint blanks = own < width ? width - own : 0;

  if (to_the_right)
    g_string_append_printf (out, "%*s%s", (int) blanks, "", text);
  else
    g_string_append_printf (out, "%s%*s", text, (int) blanks, "");
}

/**
 * weir_cli_text_append_coloured:
 * @out: where to append
 * @text: the text
 * @colour: its meaning; never the only way in which that is told
 * @style: whether there are colours at all
 */
void
weir_cli_text_append_coloured (GString *out, const char *text, WeirCliColour colour,
                               const WeirCliStyle *style)
{
  static const char *const codes[] = { "", "\033[32m", "\033[31m", "\033[33m", "\033[2m", "\033[1m" };

  if (!style->colour || colour == WEIR_CLI_COLOUR_NONE)
    g_string_append (out, text);
  else
    g_string_append_printf (out, "%s%s\033[0m", codes[colour], text);
}
