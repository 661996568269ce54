package dev.plimsoll.supervisor.instance;

/** Whoever asked for something and wants to know how it goes. Must not block. */
public interface Course {
  /** A step has been taken. */
  void progress(String text);

  /** It is over; called once. */
  void end(Outcome outcome);
}
