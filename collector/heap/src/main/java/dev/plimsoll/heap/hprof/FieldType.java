package dev.plimsoll.heap.hprof;

import org.jspecify.annotations.Nullable;

/** The types of fields and array elements, with their codes in the format. */
enum FieldType {
  OBJECT(2, 0, "java.lang.Object"),
  BOOLEAN(4, 1, "boolean"),
  CHAR(5, 2, "char"),
  FLOAT(6, 4, "float"),
  DOUBLE(7, 8, "double"),
  BYTE(8, 1, "byte"),
  SHORT(9, 2, "short"),
  INT(10, 4, "int"),
  LONG(11, 8, "long");

  private static final @Nullable FieldType[] BY_CODE = new FieldType[12];

  static {
    for (FieldType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final int code;
  private final int bytes;
  private final String typeName;

  FieldType(int code, int bytes, String typeName) {
    this.code = code;
    this.bytes = bytes;
    this.typeName = typeName;
  }

  /** The type with this code; null if there is none. */
  static @Nullable FieldType of(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }

  int code() {
    return code;
  }

  /** Bytes of one value in the dump, where an object takes as much as an id. */
  int bytes(int idSize) {
    return this == OBJECT ? idSize : bytes;
  }

  String typeName() {
    return typeName;
  }

  String arrayTypeName() {
    return typeName + "[]";
  }
}
