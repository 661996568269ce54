package dev.plimsoll.heap.summary;

import java.util.List;

/**
 * What has piled up in the heap: the objects, all of one type, that most of it is kept for.
 *
 * <p>Lists by retained size are led by the containers that hold all the rest, which says little.
 * This names what is inside: not the map, its table and its entries, but the pending calls.
 *
 * @param type their type
 * @param instances how many they are
 * @param shallow bytes of the objects themselves
 * @param retained bytes that would be free if all of them were gone
 * @param percent share of {@code retained} in all live bytes, 0 to 100
 * @param heldBy the single objects that dominate them, outermost first; empty if no single one does
 */
public record Accumulation(
    String type,
    long instances,
    long shallow,
    long retained,
    double percent,
    List<ObjectRow> heldBy) {
  void toJson(JsonText json) {
    json.open('{');
    json.member("type", type);
    json.member("instances", instances);
    json.member("shallow", shallow);
    json.member("retained", retained);
    json.member("percent", percent);
    json.key("heldBy");
    json.open('[');
    heldBy.forEach(row -> row.toJson(json));
    json.close(']');
    json.close('}');
  }
}
