package dev.plimsoll.agent.weave;

import dev.plimsoll.agent.guest.Trouble;
import java.io.IOException;
import java.lang.instrument.Instrumentation;

/** Weaves the counting calls into the JDK's classes. */
public final class Weaver {
  private final Instrumentation instrumentation;

  public Weaver(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Makes the spy known to the JDK; false if this JVM does not let us. */
  public boolean prepare() {
    try {
      SpyInstaller.install(instrumentation);
      return true;
    } catch (IOException | IllegalAccessException | RuntimeException | LinkageError e) {
      Trouble.count("spy", e);
      return false;
    }
  }
}
