/**
 * From readings to findings: pure functions without a clock and without I/O.
 *
 * <p>Nothing decides here yet. The room stands so that its walls need not move: rules come with the
 * issue that names the causes.
 */
@NullMarked
package dev.plimsoll.doctor;

import org.jspecify.annotations.NullMarked;
