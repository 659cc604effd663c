package dev.headwater.api.admin;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON leaves out what the code relies on. Here it is found, before it is a fault. */
public final class Required {
    private Required() {}

    /** @throws OperationException where a part of a record is null, though it is not {@code @Nullable}, or in a list */
    public static void check(Object argument) {
        if (!argument.getClass().isRecord()) {
            return;
        }
        for (RecordComponent part : argument.getClass().getRecordComponents()) {
            Object value = value(part, argument);
            if (value == null && !part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw OperationException.invalid(part.getName(), "this field is missing");
            }
            if (value instanceof List<?> list && list.stream().anyMatch(one -> one == null)) {
                throw OperationException.invalid(part.getName(), "an entry of this list is null");
            }
        }
    }

    private static @Nullable Object value(RecordComponent part, Object argument) {
        try {
            Method accessor = part.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(argument);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(part.getName() + " can not be read", e);
        }
    }
}
