package dev.plimsoll.server.dumps;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a dump as it arrives.
 *
 * @param from position of its first byte in the file
 * @param length its bytes
 * @param total bytes of the whole file
 * @param sha256 of the whole file, hex; null if the sender did not say
 */
public record Piece(
    String dump,
    @Nullable String run,
    long from,
    long length,
    long total,
    @Nullable String sha256,
    InputStream body) {}
