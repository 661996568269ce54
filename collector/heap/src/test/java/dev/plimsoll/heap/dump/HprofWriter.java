package dev.plimsoll.heap.dump;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes HPROF records: texts and class names into one stream, the heap into segments. */
final class HprofWriter {
  private final int idSize;
  private final ByteArrayOutputStream fileBytes = new ByteArrayOutputStream();
  private final DataOutputStream file = new DataOutputStream(fileBytes);
  private final ByteArrayOutputStream segmentBytes = new ByteArrayOutputStream();
  private final DataOutputStream segment = new DataOutputStream(segmentBytes);
  private long nextTextId = 0x7000_0001L;

  HprofWriter(int idSize) {
    this.idSize = idSize;
    io(
        () -> {
          file.writeBytes("JAVA PROFILE 1.0.2");
          file.writeByte(0);
          file.writeInt(idSize);
          file.writeLong(0);
        });
  }

  void classDump(HeapType type, List<HeapObject> statics) {
    long nameId = text(internalName(type.name()));
    ByteArrayOutputStream load = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(load);
    io(
        () -> {
          out.writeInt(1);
          id(out, type.object().id());
          out.writeInt(0);
          id(out, nameId);
          record(0x02, load.toByteArray());
          classBody(type, statics);
        });
  }

  private void classBody(HeapType type, List<HeapObject> statics) throws IOException {
    HeapType parent = type.parent();
    HeapObject loader = type.loader();
    segment.writeByte(0x20);
    id(segment, type.object().id());
    segment.writeInt(0);
    id(segment, parent == null ? 0 : parent.object().id());
    id(segment, loader == null ? 0 : loader.id());
    for (int i = 0; i < 4; i++) {
      id(segment, 0);
    }
    segment.writeInt(type.allPrimitiveBytes() + idSize * type.allReferences());
    segment.writeShort(0);
    segment.writeShort(statics.size());
    for (HeapObject value : statics) {
      id(segment, text("shared"));
      segment.writeByte(2);
      id(segment, value.id());
    }
    segment.writeShort(type.references().size() + type.primitiveBytes());
    for (String name : type.references()) {
      id(segment, text(name));
      segment.writeByte(2);
    }
    for (int i = 0; i < type.primitiveBytes(); i++) {
      id(segment, text("flag"));
      segment.writeByte(8);
    }
  }

  void instance(HeapObject object, HeapType type) {
    io(
        () -> {
          segment.writeByte(0x21);
          id(segment, object.id());
          segment.writeInt(0);
          id(segment, type.object().id());
          segment.writeInt(type.allPrimitiveBytes() + idSize * type.allReferences());
          long[] targets = object.targetIds();
          int next = 0;
          for (HeapType declaring = type; declaring != null; declaring = declaring.parent()) {
            for (int i = 0; i < declaring.references().size(); i++) {
              id(segment, targets[next++]);
            }
            segment.write(new byte[declaring.primitiveBytes()]);
          }
        });
  }

  void objectArray(HeapObject array, HeapType type) {
    io(
        () -> {
          long[] targets = array.targetIds();
          segment.writeByte(0x22);
          id(segment, array.id());
          segment.writeInt(0);
          segment.writeInt(targets.length);
          id(segment, type.object().id());
          for (long target : targets) {
            id(segment, target);
          }
        });
  }

  void primitiveArray(HeapObject array, int code, int elementBytes, int length) {
    io(
        () -> {
          segment.writeByte(0x23);
          id(segment, array.id());
          segment.writeInt(0);
          segment.writeInt(length);
          segment.writeByte(code);
          segment.write(new byte[elementBytes * length]);
        });
  }

  void root(int tag, long objectId, int threadSerial) {
    io(
        () -> {
          segment.writeByte(tag);
          id(segment, objectId);
          switch (tag) {
            case 0x01 -> id(segment, 0x1234);
            case 0x02, 0x03, 0x08 -> {
              segment.writeInt(threadSerial);
              segment.writeInt(0);
            }
            case 0x04, 0x06 -> segment.writeInt(threadSerial);
            default -> {}
          }
        });
  }

  void raw(int tag) {
    io(() -> segment.writeByte(tag));
  }

  void newSegment() {
    if (segmentBytes.size() > 0) {
      io(() -> record(0x1C, segmentBytes.toByteArray()));
      segmentBytes.reset();
    }
  }

  byte[] finish() {
    newSegment();
    io(() -> record(0x2C, new byte[0]));
    return fileBytes.toByteArray();
  }

  private long text(String text) {
    long textId = nextTextId++;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    io(
        () -> {
          id(out, textId);
          out.write(text.getBytes(StandardCharsets.UTF_8));
          record(0x01, body.toByteArray());
        });
    return textId;
  }

  private static String internalName(String name) {
    String element = name.replace("[]", "");
    int dimensions = (name.length() - element.length()) / 2;
    String internal = element.replace('.', '/');
    return dimensions == 0 ? internal : "[".repeat(dimensions) + "L" + internal + ";";
  }

  private void record(int tag, byte[] body) throws IOException {
    file.writeByte(tag);
    file.writeInt(0);
    file.writeInt(body.length);
    file.write(body);
  }

  private void id(DataOutputStream out, long id) throws IOException {
    if (idSize == 4) {
      out.writeInt((int) id);
    } else {
      out.writeLong(id);
    }
  }

  private interface Write {
    void run() throws IOException;
  }

  private static void io(Write write) {
    try {
      write.run();
    } catch (IOException e) {
      throw new UncheckedIOException("a stream in memory does not fail", e);
    }
  }
}
