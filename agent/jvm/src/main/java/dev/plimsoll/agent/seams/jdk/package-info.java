/**
 * What is woven into the JDK, a catalogue for each subject with its advice.
 *
 * <p>Advice is copied into methods of other classes. It may name nothing but the spy and types that
 * the method's own class sees; nothing it throws reaches the application.
 */
@NullMarked
package dev.plimsoll.agent.seams.jdk;

import org.jspecify.annotations.NullMarked;
