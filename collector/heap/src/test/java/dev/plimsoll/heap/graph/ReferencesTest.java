package dev.plimsoll.heap.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencesTest {
  @Test
  void nodesFilledInAnyOrderKeepTheirTargetsInOrder() throws UnreadableHeapException {
    References.Builder builder = new References.Builder(4);
    fill(builder, 2, 0, 0, 3);
    fill(builder, 0);
    fill(builder, 3, 1);
    References references = builder.build();

    assertThat(targets(references, 0)).isEmpty();
    assertThat(targets(references, 1)).isEmpty();
    assertThat(targets(references, 2)).containsExactly(0, 0, 3);
    assertThat(targets(references, 3)).containsExactly(1);
    assertThat(references.count()).isEqualTo(4);
  }

  @Test
  void aNodeMayHaveMoreTargetsThanOneChunkHolds() throws UnreadableHeapException {
    References.Builder builder = new References.Builder(2);
    int many = 2_000_000;
    builder.begin(1);
    for (int i = 0; i < many; i++) {
      builder.add(i % 2);
    }
    builder.end();

    assertThat(targets(builder.build(), 1)).hasSize(many);
  }

  private static void fill(References.Builder builder, int node, int... targets)
      throws UnreadableHeapException {
    builder.begin(node);
    for (int target : targets) {
      builder.add(target);
    }
    builder.end();
  }

  private static List<Integer> targets(References references, int node) {
    List<Integer> targets = new ArrayList<>();
    for (int at = references.first(node); at != References.END; at = references.next(at)) {
      targets.add(references.target(at));
    }
    return targets;
  }
}
