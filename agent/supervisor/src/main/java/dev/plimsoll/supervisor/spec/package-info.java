/** What is to be supervised, and where the supervisor keeps its files. */
@NullMarked
package dev.plimsoll.supervisor.spec;

import org.jspecify.annotations.NullMarked;
