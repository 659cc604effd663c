package dev.headwater.api.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON leaves out what the code relies on. Here it is found, before it is a fault. */
public final class Required {
    private Required() {}

    /**
     * Looks at a record and at the records in it.
     *
     * @throws OperationException where a part is null, though it is not {@code @Nullable}, or in a list; names it by its path
     */
    public static void check(Object argument) {
        check(argument, "");
    }

    private static void check(Object argument, String path) {
        if (!argument.getClass().isRecord()) {
            return;
        }
        for (RecordComponent part : argument.getClass().getRecordComponents()) {
            String field = path + sentAs(part);
            Object value = value(part, argument);
            if (value == null && !mayBeMissing(part, path)) {
                throw OperationException.invalid(field, "this field is missing");
            }
            if (value instanceof List<?> list) {
                checkEach(list, field);
            } else if (value != null) {
                check(value, part.getAccessor().isAnnotationPresent(JsonUnwrapped.class) ? path : field + ".");
            }
        }
    }

    private static String sentAs(RecordComponent part) {
        JsonProperty named = part.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? part.getName() : named.value();
    }

    private static boolean mayBeMissing(RecordComponent part, String path) {
        return part.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || (part.isAnnotationPresent(NamedByPath.class) && !path.isEmpty());
    }

    private static void checkEach(List<?> list, String field) {
        for (Object one : list) {
            if (one == null) {
                throw OperationException.invalid(field, "an entry of this list is null");
            }
            check(one, field + ".");
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
