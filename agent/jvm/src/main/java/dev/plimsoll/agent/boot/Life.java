package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.control.ControlLink;
import dev.plimsoll.agent.control.HeldBinds;
import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Leaving;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.handles.CountingSpy;
import dev.plimsoll.agent.handles.HandleTables;
import dev.plimsoll.agent.listen.Bequest;
import dev.plimsoll.agent.listen.Berths;
import dev.plimsoll.agent.listen.Drain;
import dev.plimsoll.agent.proc.OpenFiles;
import dev.plimsoll.agent.proc.ServedConnections;
import dev.plimsoll.agent.proc.SocketTables;
import dev.plimsoll.agent.seams.jdk.JdkSeams;
import dev.plimsoll.agent.seams.library.LibrarySeams;
import dev.plimsoll.agent.weave.Weaver;
import dev.plimsoll.wire.control.ControlMessage;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Course of the agent: wait for {@code main}, ask the supervisor whether this is the process it
 * means, and only then start anything that takes readings.
 */
final class Life implements Runnable {
  private static final File PROC = new File("/proc");
  private static final long LONGEST_START_MS = 5_000;
  private static final long LONGEST_GREETING_MS = 10_000;
  private static final long LONGEST_HOLD_MS = 60_000;

  private final Settings settings;
  private final Instrumentation instrumentation;
  private final @Nullable Thread starter;
  private final CountDownLatch mayReturn;
  private @Nullable Thread controlThread;

  /**
   * Not begun.
   *
   * @param starter the thread that will run {@code main}; null if it runs already
   * @param mayReturn counted down when {@code premain} need not wait any longer
   */
  Life(
      Settings settings,
      Instrumentation instrumentation,
      @Nullable Thread starter,
      CountDownLatch mayReturn) {
    this.settings = settings;
    this.instrumentation = instrumentation;
    this.starter = starter;
    this.mayReturn = mayReturn;
  }

  @Override
  public void run() {
    try {
      begin();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      Trouble.count("life", e);
    } catch (LinkageError e) {
      // An image without the modules we need, such as java.management: better gone than half there.
      Trouble.count("life", e);
      leave();
    }
  }

  private static void leave() {
    try {
      Boot.leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin() throws InterruptedException {
    HeldBinds heldBinds = new HeldBinds(LONGEST_HOLD_MS);
    if (starter != null && !settings.asksBeforeBind()) {
      mayReturn.countDown();
      MainWatch.await(starter, LONGEST_START_MS);
    }
    ControlLink control = null;
    if (settings.control() != null) {
      control = connect(settings.control(), heldBinds);
      if (control.awaitGreeting() != ControlLink.Greeting.WELCOME) {
        return;
      }
    }
    run(control, heldBinds);
  }

  private ControlLink connect(String path, HeldBinds heldBinds) {
    ControlLink control =
        new ControlLink(
            path,
            new ControlMessage.Hello(settings.run(), ProcessHandle.current().pid(), abilities()),
            heldBinds,
            LONGEST_GREETING_MS);
    controlThread = AgentThread.start("control", control);
    return control;
  }

  private Set<String> abilities() {
    return settings.bequest().isEmpty()
        ? Set.of()
        : Set.of(ControlMessage.INHERIT, ControlMessage.STAND_BY, ControlMessage.DRAIN);
  }

  private void run(@Nullable ControlLink control, HeldBinds heldBinds) throws InterruptedException {
    HandleTables tables = new HandleTables();
    Berths berths = berths(control, heldBinds);
    Weaver weaver = weaver(tables, berths);
    mayReturn.countDown();
    if (starter != null) {
      MainWatch.await(starter, LONGEST_START_MS);
    }
    if (control != null) {
      LongConsumer drained = left -> control.send(new ControlMessage.Drained(left));
      control.drainBy(new Drain(berths, tables, connections(berths), drained)::begin);
    }
    Presence.tell(settings, instrumentation);
    Parts parts = new Parts(settings, control, tables, berths, instrumentation);
    parts.start();
    parts.revive("main", parts::record, Thread.currentThread());
    if (control != null && controlThread != null) {
      parts.revive("control", control, controlThread);
    }
    if (weaver != null) {
      weaver.weave(JdkSeams.handles());
      parts.handlesWoven();
      weaver.watch(LibrarySeams.all());
    }
    parts.record();
  }

  private IntSupplier connections(Berths berths) {
    return new ServedConnections(
        new OpenFiles(PROC, settings.bequest()::contains), new SocketTables(PROC), berths::ports);
  }

  private Berths berths(@Nullable ControlLink control, HeldBinds heldBinds) {
    return control == null
        ? new Berths(heldBinds, Bequest.NONE, message -> {}, port -> {})
        : new Berths(heldBinds, settings.bequest(), control::send, control::listening);
  }

  /** Null where this JVM does not let us weave; everything else goes on without. */
  private @Nullable Weaver weaver(HandleTables tables, Berths berths) {
    try {
      Weaver weaver = Weaver.prepare(instrumentation, settings.cache());
      Leaving.undo(weaver);
      CountingSpy.arm(tables, berths);
      Leaving.undo(CountingSpy::disarm);
      if (settings.asksBeforeBind()) {
        weaver.weave(JdkSeams.binds());
      }
      return weaver;
    } catch (IOException | IllegalAccessException | RuntimeException | LinkageError e) {
      Trouble.count("weaving", e);
      return null;
    }
  }
}
