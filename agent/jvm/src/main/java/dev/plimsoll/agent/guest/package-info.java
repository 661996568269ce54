/**
 * Manners of a guest in someone else's process: threads that never hold it up, errors that never
 * show.
 */
@NullMarked
package dev.plimsoll.agent.guest;

import org.jspecify.annotations.NullMarked;
