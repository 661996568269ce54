package dev.plimsoll.app.demo;

import java.util.List;

/** One of the stories that the demo can play: a service, what it depends on, and its load. */
interface Scenario {
  /** A process that has to answer on its port before the next one is started. */
  record Part(String name, List<String> command, int port) {}

  /** Name of the service. */
  String service();

  /** What happens, after "Plimsoll demo: ". */
  String story();

  /** Max heap of the service, MiB. */
  int heapMib();

  /** What the service depends on. */
  Part upstream();

  List<String> command();

  int servicePort();

  List<String> load();
}
