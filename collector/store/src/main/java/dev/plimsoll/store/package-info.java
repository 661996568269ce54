/**
 * What the collector keeps: timeline, journal, runs, dumps and commands. This package is the SPI;
 * an engine lives in a package of its own.
 */
@NullMarked
package dev.plimsoll.store;

import org.jspecify.annotations.NullMarked;
