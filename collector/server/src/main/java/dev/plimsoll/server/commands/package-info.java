/** What is asked of runs and supervisors, until they answer. */
@NullMarked
package dev.plimsoll.server.commands;

import org.jspecify.annotations.NullMarked;
