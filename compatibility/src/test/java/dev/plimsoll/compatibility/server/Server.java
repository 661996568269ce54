package dev.plimsoll.compatibility.server;

/** A server that people run, as they run it. */
interface Server {
  /** With its version, as {@code docs/compatibility.md} lists it. */
  String name();

  /** Whether its makers say that it runs on that Java. */
  boolean runsOn(int java);

  /** Puts it into the site's folder, ready to be started. */
  Installed install(Site site) throws Exception;
}
