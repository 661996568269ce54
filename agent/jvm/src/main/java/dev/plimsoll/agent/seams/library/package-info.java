/**
 * What is woven into servers and clients from outside the JDK, a catalogue for each library with
 * its advice.
 *
 * <p>Applied only where a class of that name has a method of that shape, in whatever loader; a
 * class is never loaded because of it.
 */
@NullMarked
package dev.plimsoll.agent.seams.library;

import org.jspecify.annotations.NullMarked;
