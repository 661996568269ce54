package dev.plimsoll.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitStatusTest {
  @Test
  void aStatusAbove128IsASignal() {
    ExitStatus killed = new ExitStatus(137);
    assertThat(killed.signal()).isEqualTo(9);
    assertThat(killed.code()).isNull();
    assertThat(killed.inWords()).isEqualTo("by SIGKILL");
    assertThat(killed.wasSentAway()).isTrue();
  }

  @Test
  void aFaultIsASignalThatNobodySent() {
    ExitStatus fault = new ExitStatus(139);
    assertThat(fault.inWords()).isEqualTo("by SIGSEGV");
    assertThat(fault.wasSentAway()).isFalse();
  }

  @Test
  void codesUpTo128AndFarAboveAreCodes() {
    for (int code : new int[] {0, 1, 127, 128, 255}) {
      assertThat(new ExitStatus(code).code()).isEqualTo(code);
      assertThat(new ExitStatus(code).signal()).isNull();
      assertThat(new ExitStatus(code).wasSentAway()).isFalse();
    }
    assertThat(new ExitStatus(1).inWords()).isEqualTo("with code 1");
  }

  @Test
  void aSignalWithoutANameHasANumber() {
    assertThat(new ExitStatus(128 + 34).inWords()).isEqualTo("by signal 34");
  }
}
