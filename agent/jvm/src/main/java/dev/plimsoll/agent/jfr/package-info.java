/**
 * Flight Recorder, the rich source: it may fail, and then the rest goes on. Asked of it is only
 * what it alone can tell; what a management bean or a file of the kernel tells for less is read
 * there.
 */
@NullMarked
package dev.plimsoll.agent.jfr;

import org.jspecify.annotations.NullMarked;
