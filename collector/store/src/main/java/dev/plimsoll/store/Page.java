package dev.plimsoll.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next what to ask for the following page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {}
