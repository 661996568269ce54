/** The jars that travel inside the one jar, and how they get onto a disk. */
@NullMarked
package dev.plimsoll.app.bundle;

import org.jspecify.annotations.NullMarked;
