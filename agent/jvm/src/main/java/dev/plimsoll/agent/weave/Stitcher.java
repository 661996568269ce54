package dev.plimsoll.agent.weave;

import dev.plimsoll.agent.guest.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Puts advice into class files. The door to Byte Buddy, whose start costs some 200 ms and 10 MB: it
 * is touched only when there is something to weave.
 *
 * <p>Byte Buddy without its agent builder, which would look at each class the application loads,
 * and on newer releases warn about {@code Unsafe}.
 */
final class Stitcher {
  private final ClassFileLocator known =
      ClassFileLocator.ForClassLoader.of(Stitcher.class.getClassLoader());

  /**
   * The class with the advice in it; empty if it has no method that a seam means.
   *
   * <p>What has to be known of other types is read from class files; nothing is loaded.
   *
   * @param bytes its class file as it is
   * @param loader where the types around it are found; null for those of the JDK alone
   */
  byte[] stitch(String type, byte[] bytes, List<Seam> seams, @Nullable ClassLoader loader) {
    ClassFileLocator own = ClassFileLocator.Simple.of(type, bytes);
    ClassFileLocator around =
        loader == null
            ? new ClassFileLocator.Compound(own, known)
            : new ClassFileLocator.Compound(own, known, ClassFileLocator.ForClassLoader.of(loader));
    TypePool types =
        new TypePool.Default(
            new TypePool.CacheProvider.Simple(), around, TypePool.Default.ReaderMode.FAST);
    TypeDescription description = types.describe(type).resolve();
    List<Seam> fitting = new ArrayList<>();
    for (Seam seam : seams) {
      if (fits(seam, description, types)) {
        fitting.add(seam);
      }
    }
    return fitting.isEmpty() ? new byte[0] : woven(description, fitting, types, around);
  }

  private boolean fits(Seam seam, TypeDescription description, TypePool types) {
    MethodShape shape = new MethodShape(seam.method());
    if (description.getDeclaredMethods().stream().noneMatch(shape::matches)) {
      return false;
    }
    try {
      Set<String> missing = AdviceFit.missing(known.locate(seam.advice()).resolve(), types);
      if (!missing.isEmpty()) {
        Trouble.mention("weaving " + seam.type(), "this release lacks " + missing);
      }
      return missing.isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] woven(
      TypeDescription description, List<Seam> seams, TypePool types, ClassFileLocator around) {
    DynamicType.Builder<?> builder =
        new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .with(Implementation.Context.Disabled.Factory.INSTANCE)
            .decorate(description, around);
    for (Seam seam : seams) {
      TypeDescription advice = types.describe(seam.advice()).resolve();
      builder = builder.visit(Advice.to(advice, known).on(new MethodShape(seam.method())));
    }
    return builder.make().getBytes();
  }
}
