package dev.plimsoll.supervisor.instance;

import org.jspecify.annotations.Nullable;

/**
 * A wish for a new run.
 *
 * @param reason for people; null if none was given
 */
record ReplaceRequest(@Nullable String reason, Course course) {}
