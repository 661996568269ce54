/** The shells that hold a service's sockets and processes, and outlive the supervisor. */
@NullMarked
package dev.plimsoll.supervisor.warden;

import org.jspecify.annotations.NullMarked;
