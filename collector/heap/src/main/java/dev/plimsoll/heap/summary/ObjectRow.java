package dev.plimsoll.heap.summary;

import dev.plimsoll.heap.graph.HeapNodes;

/**
 * One object that keeps much alive.
 *
 * @param id its id in the dump, hexadecimal with 0x
 * @param type its type, or {@code class dev.acme.Cache} if it is a class (with its static fields)
 * @param shallow bytes of the object itself
 * @param retained bytes that would be free if it were gone
 * @param percent share of {@code retained} in all live bytes, 0 to 100
 */
public record ObjectRow(String id, String type, long shallow, long retained, double percent) {
  static ObjectRow of(HeapNodes nodes, int node, long retained, long all) {
    return new ObjectRow(
        "0x" + Long.toHexString(nodes.id(node)),
        nodes.describe(node),
        nodes.shallow(node),
        retained,
        Percent.of(retained, all));
  }

  void toJson(JsonText json) {
    json.open('{');
    json.member("id", id);
    json.member("type", type);
    json.member("shallow", shallow);
    json.member("retained", retained);
    json.member("percent", percent);
    json.close('}');
  }
}
