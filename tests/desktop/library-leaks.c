/* SPDX-License-Identifier: GPL-3.0-or-later
 * library-leaks.c: what libraries allocate before main() is not looked for leaks
 *
 * GLib's table of quarks is made while libraries load and left behind, by intent, once there are more than 2 048
 * names; GTK and GtkSourceView together have more. LeakSanitizer's suppressions cannot name it, because the quick
 * unwinding of stacks ends inside GLib and the slow one makes these tests twenty times slower.
 */

#include "config.h"

#ifdef __SANITIZE_ADDRESS__

#include <sanitizer/lsan_interface.h>

/* The preinit array runs before the constructors of all libraries, and so before AddressSanitizer's own. */
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

#endif
