package dev.plimsoll.agent.dump;

/**
 * What the planner has to know of the process and its host.
 *
 * @param live live heap, or the best guess above it, bytes
 * @param freeDisk bytes that can be written where dumps lie
 * @param totalDisk size of that disk, bytes
 * @param memoryRoom how much more memory the container lets this process have, bytes; {@code
 *     Long.MAX_VALUE} without a limit
 * @param processors that the JVM may use
 * @param feature Java release
 * @param tool whether {@code jcmd} is there and may be used
 */
record Surroundings(
    long live,
    long freeDisk,
    long totalDisk,
    long memoryRoom,
    int processors,
    int feature,
    boolean tool) {}
