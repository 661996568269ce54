package dev.plimsoll.benchmarks.soak;

import dev.plimsoll.benchmarks.peer.Footprint;

/**
 * One server after one step.
 *
 * @param requests answered since its start
 * @param errors answers other than 200 and connections that broke, since its start
 * @param formerLoaders loaders of web applications that were replaced and are still there
 * @param errorLines on its standard error
 */
record Reading(
    long requests, long errors, Footprint footprint, int formerLoaders, int errorLines) {}
