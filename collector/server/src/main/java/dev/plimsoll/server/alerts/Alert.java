package dev.plimsoll.server.alerts;

import dev.plimsoll.wire.run.Identity;

/**
 * Something people should hear of.
 *
 * @param kind what happened, in one word for machines, such as {@code warn} or {@code replaced}
 * @param text the sentences for people, without place and link, which are added
 */
public record Alert(Identity run, String kind, String text) {}
