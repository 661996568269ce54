/** What dead runs have left in their black boxes. */
@NullMarked
package dev.plimsoll.supervisor.blackbox;

import org.jspecify.annotations.NullMarked;
