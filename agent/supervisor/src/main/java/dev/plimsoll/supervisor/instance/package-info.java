/** One place of a service: the run in it, its restarts and replacements. */
@NullMarked
package dev.plimsoll.supervisor.instance;

import org.jspecify.annotations.NullMarked;
