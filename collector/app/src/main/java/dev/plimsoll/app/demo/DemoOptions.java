package dev.plimsoll.app.demo;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a demo runs.
 *
 * @param scenario one of {@link Scenarios#NAMES}
 * @param port where the page is; the next free one if it is taken and {@code portIsFixed} is false
 * @param portIsFixed whether somebody asked for exactly that port
 * @param data folder for everything the demo writes; null for one that is removed at the end
 * @param jar the one runnable jar, which every process of the demo is started from
 * @param environment of the user's shell
 */
public record DemoOptions(
    String scenario,
    int port,
    boolean portIsFixed,
    @Nullable Path data,
    Path jar,
    Map<String, String> environment) {}
