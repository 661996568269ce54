package dev.plimsoll.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept: with the place it belongs to, so that it can be found after its run is
 * forgotten.
 *
 * @param id UUID
 * @param at epoch milliseconds
 * @param kind name on the wire, such as {@code line-crossed}
 * @param text one sentence
 * @param data what the kind brings
 */
public record JournalEntry(
    String id,
    long at,
    String run,
    String service,
    String instance,
    String kind,
    String text,
    Map<String, @Nullable Object> data) {}
