/** What services print: caught in files that outlive the supervisor, kept, and read again. */
@NullMarked
package dev.plimsoll.supervisor.logs;

import org.jspecify.annotations.NullMarked;
