package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.proc.PortHolder;

/**
 * Why a run could not listen.
 *
 * @param holder who does
 */
record TakenPort(int port, PortHolder holder) {
  String sentence() {
    return "Port " + port + " is held by " + holder + ".";
  }
}
