@NullMarked
package dev.plimsoll.server.web;

import org.jspecify.annotations.NullMarked;
