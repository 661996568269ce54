package dev.plimsoll.server.policy;

import dev.plimsoll.store.RunState;

/**
 * What the policy must know of a run to decide.
 *
 * @param place the instance with its service and host, as one name
 * @param capturing whether a dump of it is being captured
 */
record Subject(
    String run,
    String service,
    String place,
    RunState state,
    boolean supervised,
    boolean capturing) {}
