package dev.plimsoll.agent.weave.cache;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Class files without the order of their methods.
 *
 * <p>For a class that is loaded already, HotSpot makes up a class file from what it has in memory
 * (JVMTI {@code ClassFileLoadHook} on retransformation), and it has the methods sorted by the
 * addresses of their names: in another order in each process.
 */
final class MethodOrder {
  private static final int MAGIC = 0xCAFEBABE;

  private MethodOrder() {}

  /** The same bytes with the methods sorted; as they are where that is no class file. */
  static byte[] sorted(byte[] classFile) {
    try {
      Reader reader = new Reader(classFile);
      reader.skipToMethods();
      byte[][] methods = new byte[reader.number()][];
      int first = reader.at();
      for (int i = 0; i < methods.length; i++) {
        int from = reader.at();
        reader.skipMember();
        methods[i] = Arrays.copyOfRange(classFile, from, reader.at());
      }
      Arrays.sort(methods, Arrays::compareUnsigned);
      byte[] sorted = classFile.clone();
      int to = first;
      for (byte[] method : methods) {
        System.arraycopy(method, 0, sorted, to, method.length);
        to += method.length;
      }
      return sorted;
    } catch (IOException e) {
      return classFile;
    }
  }

  /** Walks the structure of JVMS chapter 4.1. */
  private static final class Reader {
    private final int length;
    private final ByteArrayInputStream bytes;
    private final DataInputStream in;

    Reader(byte[] classFile) {
      this.length = classFile.length;
      this.bytes = new ByteArrayInputStream(classFile);
      this.in = new DataInputStream(bytes);
    }

    int at() {
      return length - bytes.available();
    }

    int number() throws IOException {
      return in.readUnsignedShort();
    }

    void skipToMethods() throws IOException {
      if (in.readInt() != MAGIC) {
        throw new IOException("no class file");
      }
      in.skipNBytes(4);
      int constants = number();
      for (int i = 1; i < constants; i++) {
        int tag = in.readUnsignedByte();
        in.skipNBytes(constantLength(tag));
        if (tag == 5 || tag == 6) {
          i++; // long and double take two places
        }
      }
      in.skipNBytes(6);
      in.skipNBytes(2L * number());
      for (int fields = number(); fields > 0; fields--) {
        skipMember();
      }
    }

    void skipMember() throws IOException {
      in.skipNBytes(6);
      for (int attributes = number(); attributes > 0; attributes--) {
        in.skipNBytes(2);
        in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
      }
    }

    private long constantLength(int tag) throws IOException {
      return switch (tag) {
        case 1 -> number();
        case 7, 8, 16, 19, 20 -> 2;
        case 15 -> 3;
        case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
        case 5, 6 -> 8;
        default -> throw new IOException("constant of unknown tag " + tag);
      };
    }
  }
}
