package dev.plimsoll.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain Java values: {@code Map}, {@code List}, {@code String}, {@code Long}, {@code
 * Double}, {@code Boolean} and null.
 *
 * <p>Streaming only, so that the agent carries a parser and not an object mapper: a mapper would
 * load several hundred classes into the application's process.
 */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /**
   * Reads one JSON object and nothing after it.
   *
   * @throws MalformedMessageException if the bytes are not exactly one JSON object
   * @throws IOException if the stream fails
   */
  public static JsonObject readObject(InputStream in)
      throws IOException, MalformedMessageException {
    try (JsonParser parser = FACTORY.createParser(in)) {
      return root(parser);
    } catch (JsonProcessingException e) {
      throw notJson(e);
    }
  }

  /** As {@link #readObject(InputStream)}, of a text. */
  public static JsonObject readObject(String text) throws MalformedMessageException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return root(parser);
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (IOException e) {
      throw new MalformedMessageException("cannot read the text", e);
    }
  }

  /** Writes the object as UTF-8 and leaves the stream open. */
  public static void write(Map<String, ?> object, OutputStream out) throws IOException {
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      writeValue(object, generator);
    }
  }

  /** The object as one line of text, without a line feed. */
  public static String line(Map<String, ?> object) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      writeValue(object, generator);
    } catch (IOException e) {
      throw new IllegalStateException("a StringWriter does not fail", e);
    }
    return text.toString();
  }

  private static JsonObject root(JsonParser parser) throws IOException, MalformedMessageException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedMessageException("the message is not a JSON object");
    }
    Map<String, @Nullable Object> values = readMap(parser);
    if (parser.nextToken() != null) {
      throw new MalformedMessageException("there is more after the end of the JSON object");
    }
    return new JsonObject("", values);
  }

  private static MalformedMessageException notJson(JsonProcessingException e) {
    var at = e.getLocation();
    String where =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    return new MalformedMessageException("not JSON: " + e.getOriginalMessage() + where, e);
  }

  private static Map<String, @Nullable Object> readMap(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      map.put(name, readValue(parser));
    }
    return map;
  }

  private static List<@Nullable Object> readList(JsonParser parser) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(readValue(parser));
    }
    return list;
  }

  private static @Nullable Object readValue(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readMap(parser);
      case START_ARRAY -> readList(parser);
      case VALUE_NUMBER_INT -> readInteger(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  /** A {@code Long} where it fits, else a {@code Double}: no message needs more than 63 bits. */
  private static Object readInteger(JsonParser parser) throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      return parser.getDoubleValue();
    }
    return parser.getLongValue();
  }

  private static void writeValue(@Nullable Object value, JsonGenerator out) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName(String.valueOf(entry.getKey()));
        writeValue(entry.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        writeValue(element, out);
      }
      out.writeEndArray();
    } else if (value instanceof Double || value instanceof Float) {
      writeDouble(((Number) value).doubleValue(), out);
    } else if (value instanceof Number number) {
      out.writeNumber(number.longValue());
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else {
      out.writeString(value.toString());
    }
  }

  /** Whole numbers without ".0": most readings are bytes, and they are most of the traffic. */
  private static void writeDouble(double number, JsonGenerator out) throws IOException {
    if (!Double.isFinite(number)) {
      out.writeNull();
    } else if (number == Math.rint(number) && Math.abs(number) < 1L << 53) {
      out.writeNumber((long) number);
    } else {
      out.writeNumber(number);
    }
  }
}
