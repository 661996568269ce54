/**
 * The listeners of a run that is supervised: what they stand on, a socket of the application's own
 * or one of the supervisor's, and how they change from one to the other.
 */
@NullMarked
package dev.plimsoll.agent.listen;

import org.jspecify.annotations.NullMarked;
