package dev.plimsoll.benchmarks.peer;

/**
 * What a process holds after the load.
 *
 * @param rssMib resident set
 * @param pssMib resident set with shared pages divided; NaN if the kernel did not tell
 * @param threads of the operating system
 * @param jvm what the JVM tells after full collections
 */
public record Footprint(double rssMib, double pssMib, double threads, Jvm jvm) {}
