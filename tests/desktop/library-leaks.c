/* SPDX-License-Identifier: GPL-3.0-or-later
 * library-leaks.c: what libraries leave behind is not looked for leaks
 *
 * LeakSanitizer's suppressions cannot name any of this, because the quick unwinding of stacks ends inside
 * GLib and the slow one makes these tests twenty times slower. So it is told at the doors of the libraries.
 */

#include "config.h"

#ifdef __SANITIZE_ADDRESS__

#include <dlfcn.h>
#include <gtksourceview/gtksource.h>
#include <sanitizer/lsan_interface.h>

/* GLib's table of quarks is made while libraries load and left behind, by intent, once there are more than
 * 2 048 names; GTK and GtkSourceView together have more.
 *
 * The preinit array runs before the constructors of all libraries, and so before AddressSanitizer's own. */
__attribute__ ((no_sanitize_address)) static void
before_libraries (void)
{
  __lsan_disable ();
}

__attribute__ ((section (".preinit_array"), used)) static void (*const entry) (void) = before_libraries;

/* The constructors of a program run after those of all its libraries. */
__attribute__ ((constructor)) static void
after_libraries (void)
{
  __lsan_enable ();
}

/* Libsecret 0.20 keeps the entity tag of its file, and forgets the one before each time it writes that file:
 * a program that stores a password three times and does nothing else loses two. */
gboolean
g_file_replace_contents_finish (GFile *file, GAsyncResult *result, char **etag, GError **error)
{
  gboolean (*real) (GFile *, GAsyncResult *, char **, GError **) = NULL;

  *(void **) &real = dlsym (RTLD_NEXT, "g_file_replace_contents_finish");
  if (etag != NULL)
    __lsan_ignore_object (*etag);
  return real (file, result, etag, error);
}

/* GtkSourceView 5.6 loses something of each text in JSON that it has highlighted: a program that makes such a
 * buffer, waits for that and gives it back loses it as many times. So JSON is not highlighted here. */
void
gtk_source_buffer_set_language (GtkSourceBuffer *buffer, GtkSourceLanguage *language)
{
  void (*real) (GtkSourceBuffer *, GtkSourceLanguage *) = NULL;
  gboolean is_json = language != NULL && g_str_equal (gtk_source_language_get_id (language), "json");

  *(void **) &real = dlsym (RTLD_NEXT, "gtk_source_buffer_set_language");
  g_object_set_data (G_OBJECT (buffer), "library-leaks-language", language);
  real (buffer, is_json ? NULL : language);
}

GtkSourceLanguage *
gtk_source_buffer_get_language (GtkSourceBuffer *buffer)
{
  return g_object_get_data (G_OBJECT (buffer), "library-leaks-language");
}

#endif
