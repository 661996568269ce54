package dev.plimsoll.agent.sampling;

/** Something that can be read once a second. What it can't read it leaves out. */
public interface Gauge {
  void read(Reading reading);
}
