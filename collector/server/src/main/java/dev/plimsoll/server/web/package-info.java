/** The HTTP API and the pages. */
@NullMarked
package dev.plimsoll.server.web;

import org.jspecify.annotations.NullMarked;
