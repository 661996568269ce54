/** Heap dumps: asked for, received, kept, analysed, thrown away. */
@NullMarked
package dev.plimsoll.server.dumps;

import org.jspecify.annotations.NullMarked;
