package dev.plimsoll.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.wire.control.ControlMessage;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverloadNoteTest {
  private final Look look = new Look();

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void whatIsWrittenDigitByDigitIsTheMessage(Verdict verdict) throws Exception {
    look.max = 1_000_000;
    look.used = 990_000;
    look.live = 800_900;
    ControlMessage.Overload read = written(verdict);
    assertThat(read.max()).isEqualTo(1_000_000);
    assertThat(read.why()).isEqualTo(verdict.why());
    // Where nothing is exact, use is what is known.
    assertThat(read.live()).isEqualTo(verdict == Verdict.FULL ? 990_000 : 800_900);
    assertThat(read.fraction()).isEqualTo(verdict == Verdict.FULL ? 0.99 : 0.8009);
  }

  @Test
  void aFullHeapIsOne() throws Exception {
    look.max = 8L << 40;
    look.used = look.max;
    ControlMessage.Overload read = written(Verdict.FULL);
    assertThat(read.fraction()).isEqualTo(1);
    assertThat(read.live()).isEqualTo(8L << 40);
  }

  private ControlMessage.Overload written(Verdict verdict) throws MalformedMessageException {
    ByteBuffer out = ByteBuffer.allocateDirect(512);
    new OverloadNote().write(out, look, verdict);
    String line = StandardCharsets.UTF_8.decode(out.flip()).toString();
    assertThat(line).endsWith("\n");
    return (ControlMessage.Overload) ControlMessage.ofLine(line);
  }
}
