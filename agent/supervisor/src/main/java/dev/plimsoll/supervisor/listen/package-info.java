/** Listening sockets that belong to the supervisor and are inherited by the runs. */
@NullMarked
package dev.plimsoll.supervisor.listen;

import org.jspecify.annotations.NullMarked;
