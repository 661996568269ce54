package dev.plimsoll.supervisor.death;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.supervisor.process.ExitStatus;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CertificateTest {

  @Test
  void aKillAtTheMemoryLimitIsTheKernels() {
    Certificate certificate = of(137, OptionalLong.of(1));
    assertThat(certificate.cause()).isEqualTo(Cause.KERNEL_OOM);
    assertThat(certificate.words()).contains("memory limit");
  }

  @Test
  void aKillWithoutOneIsSomebodys() {
    assertThat(of(137, OptionalLong.of(0)).cause()).isEqualTo(Cause.SIGNAL);
    assertThat(of(137, OptionalLong.of(0)).words()).contains("a person or another program");
    assertThat(of(137, OptionalLong.empty()).words()).contains("or the kernel for want of memory");
  }

  @Test
  void v8SaysThatItsHeapIsFull() {
    Certificate certificate =
        of(
            134,
            "<--- Last few GCs --->",
            "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
            "----- Native stack trace -----",
            " 1: 0xca5430 node::Abort() [node]");
    assertThat(certificate.cause()).isEqualTo(Cause.V8_HEAP);
    assertThat(certificate.detail()).startsWith("FATAL ERROR: Reached heap limit");
  }

  @Test
  void anOutOfMemoryErrorIsTheCauseWithAndWithoutTheJvmsOwnWord() {
    assertThat(of(3, "Terminating due to java.lang.OutOfMemoryError: Java heap space").cause())
        .isEqualTo(Cause.JAVA_HEAP);
    assertThat(
            of(
                    1,
                    "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space",
                    "\tat Main.main(Main.java:3)")
                .detail())
        .contains("Java heap space");
    assertThat(
            of(
                    134,
                    "Aborting due to java.lang.OutOfMemoryError: Java heap space",
                    "# A fatal error has been detected by the Java Runtime Environment:",
                    "#  Internal Error (debug.cpp:271), pid=7, tid=8")
                .cause())
        .isEqualTo(Cause.JAVA_HEAP);
  }

  @Test
  void aCrashOfTheJvmIsAFaultWithItsProblem() {
    Certificate certificate =
        of(
            134,
            "# A fatal error has been detected by the Java Runtime Environment:",
            "#",
            "#  SIGSEGV (0xb) at pc=0x00007f, pid=7, tid=8",
            "# Problematic frame:");
    assertThat(certificate.cause()).isEqualTo(Cause.FAULT);
    assertThat(certificate.detail()).contains("SIGSEGV (0xb)");
    assertThat(of(139).cause()).isEqualTo(Cause.FAULT);
  }

  @Test
  void aRejectionThatNobodyHandledIsNamedWithItsError() {
    Certificate certificate =
        of(
            1,
            "node:internal/process/promises:288",
            "            triggerUncaughtException(err, true /* fromPromise */);",
            "Error: no such table",
            "    at main (/srv/app.js:3:9)",
            "Node.js v20.20.2");
    assertThat(certificate.cause()).isEqualTo(Cause.REJECTION);
    assertThat(certificate.detail()).isEqualTo("Error: no such table");
  }

  @Test
  void aCodeOfItsOwnIsThat() {
    assertThat(of(3, "bye").cause()).isEqualTo(Cause.CODE);
    assertThat(of(3, "bye").words()).isEqualTo("by itself with code 3");
  }

  @Test
  void talkOfMemoryBeforeAKillProvesNothing() {
    assertThat(of(137, "caught java.lang.OutOfMemoryError, going on").cause())
        .isEqualTo(Cause.SIGNAL);
  }

  private static Certificate of(int status, String... lines) {
    return Certificate.of(new ExitStatus(status), List.of(lines), OptionalLong.empty(), List.of());
  }

  private static Certificate of(int status, OptionalLong kills) {
    return Certificate.of(new ExitStatus(status), List.of(), kills, List.of());
  }
}
