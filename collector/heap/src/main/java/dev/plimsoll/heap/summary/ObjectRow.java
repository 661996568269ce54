package dev.plimsoll.heap.summary;

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
