package dev.plimsoll.agent.weave;

import java.util.Arrays;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterList;
import net.bytebuddy.matcher.ElementMatcher;

/** Which methods {@link Seam#method()} means. */
final class MethodShape extends ElementMatcher.Junction.AbstractBase<MethodDescription> {
  private final String name;
  private final String[] parameters;
  private final boolean openEnd;

  /** Reads {@code name(type,*,..)}. */
  MethodShape(String shape) {
    int open = shape.indexOf('(');
    if (open < 1 || !shape.endsWith(")")) {
      throw new IllegalArgumentException("not name(parameters): " + shape);
    }
    String list = shape.substring(open + 1, shape.length() - 1);
    String[] types = list.isEmpty() ? new String[0] : list.split(",", -1);
    this.name = shape.substring(0, open);
    this.openEnd = types.length > 0 && types[types.length - 1].equals("..");
    this.parameters = openEnd ? Arrays.copyOf(types, types.length - 1) : types;
  }

  @Override
  public boolean matches(MethodDescription method) {
    if (!method.getInternalName().equals(name) || method.isAbstract() || method.isNative()) {
      return false;
    }
    ParameterList<?> actual = method.getParameters();
    if (openEnd ? actual.size() < parameters.length : actual.size() != parameters.length) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      if (!parameters[i].equals("*")
          && !parameters[i].equals(actual.get(i).getType().asErasure().getName())) {
        return false;
      }
    }
    return true;
  }
}
