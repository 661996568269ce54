package dev.plimsoll.store;

import org.jspecify.annotations.Nullable;

/**
 * How the store is.
 *
 * @param writable whether writes succeed now
 * @param problem one sentence if they do not
 * @param bytes size of the store on disk, without dumps
 * @param freeBytes free space on its disk
 */
public record StoreHealth(boolean writable, @Nullable String problem, long bytes, long freeBytes) {}
