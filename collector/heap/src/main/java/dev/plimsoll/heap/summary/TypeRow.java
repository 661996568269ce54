package dev.plimsoll.heap.summary;

/**
 * What all live objects of one type come to.
 *
 * @param type name, as {@code java.lang.String[]}
 * @param instances how many there are
 * @param shallow bytes of the objects themselves
 * @param retained bytes that objects of this type keep alive: the sum of the retained sizes of
 *     those that no object of the same type dominates, so that nested ones count once
 * @param percent of all live bytes, 0 to 100: the share of {@code retained} in a list by retained
 *     size, of {@code shallow} in a list by shallow size
 */
public record TypeRow(String type, long instances, long shallow, long retained, double percent) {
  void toJson(JsonText json) {
    json.open('{');
    json.member("type", type);
    json.member("instances", instances);
    json.member("shallow", shallow);
    json.member("retained", retained);
    json.member("percent", percent);
    json.close('}');
  }
}
