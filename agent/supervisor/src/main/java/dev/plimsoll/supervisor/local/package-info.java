/** The socket on which the command line speaks to supervisors of this user. */
@NullMarked
package dev.plimsoll.supervisor.local;

import org.jspecify.annotations.NullMarked;
