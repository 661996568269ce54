/** Just enough HTTP/1.1 to speak to the collector, without a client that the application shares. */
@NullMarked
package dev.plimsoll.agent.http;

import org.jspecify.annotations.NullMarked;
