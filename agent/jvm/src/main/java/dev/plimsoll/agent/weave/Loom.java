package dev.plimsoll.agent.weave;

import dev.plimsoll.agent.guest.Trouble;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * Puts advice into class files, and leaves every other class alone.
 *
 * <p>Byte Buddy without its agent builder, which would look at each class the application loads,
 * and on newer releases warn about {@code Unsafe}.
 */
final class Loom implements ClassFileTransformer {
  private final Map<String, List<Seam>> seams = new ConcurrentHashMap<>();
  private final ClassFileLocator advice =
      ClassFileLocator.ForClassLoader.of(Loom.class.getClassLoader());
  private final TypePool adviceTypes = TypePool.Default.of(advice);
  private final ClassFileLocator jdk = ClassFileLocator.ForClassLoader.ofPlatformLoader();

  /** From now on the type is woven whenever it is transformed. */
  void thread(String type, List<Seam> seamsOfType) {
    seams.put(type.replace('.', '/'), seamsOfType);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    List<Seam> here = name == null ? null : seams.get(name);
    // A class of the same name in another loader is not the JDK's.
    if (here == null || redefined == null || module == null || !module.isNamed()) {
      return null;
    }
    try {
      return weave(name.replace('/', '.'), bytes, here);
    } catch (Throwable e) {
      Trouble.count("weaving " + name, e);
      return null;
    }
  }

  private byte[] weave(String type, byte[] bytes, List<Seam> here) {
    ClassFileLocator locator =
        new ClassFileLocator.Compound(ClassFileLocator.Simple.of(type, bytes), jdk);
    TypePool pool =
        new TypePool.Default(
            new TypePool.CacheProvider.Simple(), locator, TypePool.Default.ReaderMode.FAST);
    TypeDescription description = pool.describe(type).resolve();
    DynamicType.Builder<?> builder =
        new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .with(Implementation.Context.Disabled.Factory.INSTANCE)
            .decorate(description, locator);
    for (Seam seam : here) {
      builder =
          builder.visit(
              Advice.to(adviceTypes.describe(seam.advice()).resolve(), advice)
                  .on(new MethodShape(seam.method())));
    }
    return builder.make().getBytes();
  }
}
