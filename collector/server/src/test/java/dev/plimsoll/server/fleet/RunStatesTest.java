package dev.plimsoll.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.store.RunState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunStatesTest {
  @Test
  void aRunStartsServesDrainsAndStops() {
    RunState state = RunState.STARTING;
    state = RunStates.after(state, "started", Map.of());
    assertThat(state).isEqualTo(RunState.STARTING);
    state = RunStates.after(state, "ready", Map.of());
    assertThat(state).isEqualTo(RunState.READY);
    state = RunStates.after(state, "draining", Map.of());
    assertThat(state).isEqualTo(RunState.DRAINING);
    state = RunStates.after(state, "drained", Map.of());
    assertThat(state).isEqualTo(RunState.DRAINING);
    assertThat(ended(state, "replaced")).isEqualTo(RunState.STOPPED);
  }

  @Test
  void theCauseOfTheExitTellsAStopFromACrash() {
    assertThat(ended(RunState.READY, "requested")).isEqualTo(RunState.STOPPED);
    assertThat(ended(RunState.READY, "killed")).isEqualTo(RunState.CRASHED);
    assertThat(ended(RunState.READY, "crashed")).isEqualTo(RunState.CRASHED);
    assertThat(RunStates.after(RunState.READY, "exit", Map.of())).isEqualTo(RunState.CRASHED);
    assertThat(RunStates.after(RunState.READY, "exit", Map.of("exit", Map.of("code", 0))))
        .isEqualTo(RunState.STOPPED);
  }

  @Test
  void anExitOfACrashLoopSaysSo() {
    assertThat(
            RunStates.after(
                RunState.READY,
                "exit",
                Map.of("exit", Map.of("cause", "crashed", "crashLoop", Map.of("ends", 10)))))
        .isEqualTo(RunState.CRASH_LOOPING);
  }

  @Test
  void eventsThatComeLateDoNotTurnTimeBack() {
    assertThat(RunStates.after(RunState.DRAINING, "ready", Map.of())).isEqualTo(RunState.DRAINING);
    assertThat(RunStates.after(RunState.CRASHED, "ready", Map.of())).isEqualTo(RunState.CRASHED);
    assertThat(ended(RunState.STOPPED, "killed")).isEqualTo(RunState.STOPPED);
  }

  @Test
  void otherEventsSayNothingOfTheState() {
    assertThat(RunStates.after(RunState.READY, "line-crossed", Map.of())).isEqualTo(RunState.READY);
    assertThat(RunStates.after(RunState.READY, "from-the-future", Map.of()))
        .isEqualTo(RunState.READY);
  }

  private static RunState ended(RunState state, String cause) {
    return RunStates.after(state, "exit", Map.of("exit", Map.of("cause", cause)));
  }
}
