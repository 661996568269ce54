/** The whole story on one machine: collector, supervised sample, slow upstream, load. */
@NullMarked
package dev.plimsoll.app.demo;

import org.jspecify.annotations.NullMarked;
