package dev.plimsoll.agent.premain;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's own classes from {@code inst/**.classdata} of its jar.
 *
 * <p>Its parent is the platform loader: the agent sees the JDK and nothing of the application, and
 * the application sees nothing of the agent.
 */
final class InstLoader extends ClassLoader implements Closeable {
  static {
    registerAsParallelCapable();
  }

  private final ZipFile jar;
  private final ProtectionDomain domain;

  /**
   * A loader of the agent in this jar.
   *
   * @param domain what its classes are allowed under a security manager
   */
  InstLoader(File jar, ProtectionDomain domain) throws IOException {
    super("plimsoll", ClassLoader.getPlatformClassLoader());
    this.jar = new JarFile(jar, false);
    this.domain = domain;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = bytes(name.replace('.', '/') + ".classdata");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length, domain);
  }

  /** Class files are asked for as resources by the weaver, which reads the advice from them. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes = bytes(name.endsWith(".class") ? name + "data" : name);
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  /** Nothing can be loaded any more; what was loaded stays as long as it is used. */
  @Override
  public void close() throws IOException {
    jar.close();
  }

  private byte @Nullable [] bytes(String path) {
    ZipEntry entry = jar.getEntry("inst/" + path);
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }
}
