package dev.plimsoll.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SampleCodecTest {
  @Test
  void everyValueIsReadBackAsItWas() {
    TreeMap<Integer, Double> readings = new TreeMap<>();
    readings.put(1, 0.0);
    readings.put(2, 268_435_456.0);
    readings.put(3, -17.0);
    readings.put(40, 0.0125);
    readings.put(200, 1.0E18);
    readings.put(5000, Double.MAX_VALUE);

    TreeMap<Integer, Double> read = new TreeMap<>();
    SampleCodec.decode(SampleCodec.encode(readings), read::put);

    assertThat(read).isEqualTo(readings);
  }

  @Test
  void aSampleWithoutReadingsIsNoBytes() {
    assertThat(SampleCodec.encode(new TreeMap<>())).isEmpty();
  }

  @Test
  void aByteCountTakesAFewBytesAndNotAText() {
    byte[] bytes = SampleCodec.encode(new TreeMap<>(Map.of(1, 268_435_456.0, 2, 12.0)));

    assertThat(bytes.length).isLessThanOrEqualTo(8);
  }
}
