/** plimsoll.yml: reading it, and saying plainly what is wrong with it. */
@NullMarked
package dev.plimsoll.app.config;

import org.jspecify.annotations.NullMarked;
