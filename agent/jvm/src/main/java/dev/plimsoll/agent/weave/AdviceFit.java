package dev.plimsoll.agent.weave;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Whether a library has what an advice uses of it. Where another release lacks a method, the advice
 * would fail in each call; nothing would show, but each failure costs an exception.
 */
final class AdviceFit extends MethodVisitor {
  private final TypePool types;
  private final Set<String> missing = new HashSet<>();

  private AdviceFit(TypePool types) {
    super(OpenedClassReader.ASM_API);
    this.types = types;
  }

  /**
   * What is missing, to tell; empty if nothing is.
   *
   * @param advice its class file
   * @param types as the woven class sees them
   */
  static Set<String> missing(byte[] advice, TypePool types) {
    AdviceFit fit = new AdviceFit(types);
    new ClassReader(advice)
        .accept(
            new ClassVisitor(OpenedClassReader.ASM_API) {
              @Override
              public @Nullable MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                return name.startsWith("<") ? null : fit;
              }
            },
            ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return fit.missing;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    find(Type.getObjectType(type));
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    TypeDescription type = find(Type.getObjectType(owner));
    if (type != null && !hasField(type, name, descriptor)) {
      missing.add(owner + "." + name);
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    TypeDescription type = find(Type.getObjectType(owner));
    if (type != null && !hasMethod(type, name, descriptor)) {
      missing.add(owner + "." + name + descriptor);
    }
  }

  /** Null for what need not be looked at, or is missing. */
  private @Nullable TypeDescription find(Type type) {
    Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
    String name = element.getClassName();
    // The JDK is at least as new as the one the advice was written for; the spy is our own.
    if (element.getSort() != Type.OBJECT
        || name.startsWith("java.")
        || name.startsWith("dev.plimsoll.agent.spy.")) {
      return null;
    }
    TypePool.Resolution found = types.describe(name);
    if (!found.isResolved()) {
      missing.add(name);
      return null;
    }
    return type.getSort() == Type.ARRAY ? null : found.resolve();
  }

  private static boolean hasMethod(TypeDefinition type, String name, String descriptor) {
    for (MethodDescription method : type.getDeclaredMethods()) {
      if (method.getInternalName().equals(name) && method.getDescriptor().equals(descriptor)) {
        return true;
      }
    }
    for (TypeDefinition above : type.getInterfaces()) {
      if (hasMethod(above, name, descriptor)) {
        return true;
      }
    }
    TypeDefinition above = type.getSuperClass();
    return above != null && hasMethod(above, name, descriptor);
  }

  private static boolean hasField(TypeDefinition type, String name, String descriptor) {
    for (FieldDescription field : type.getDeclaredFields()) {
      if (field.getName().equals(name) && field.getDescriptor().equals(descriptor)) {
        return true;
      }
    }
    TypeDefinition above = type.getSuperClass();
    return above != null && hasField(above, name, descriptor);
  }
}
