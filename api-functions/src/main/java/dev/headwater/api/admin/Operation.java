package dev.headwater.api.admin;

import dev.headwater.core.admin.Permission;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something an operator can ask for. It is the same over the admin API, the local control endpoint and in a command that
 * runs by itself: all go through {@link Operations}.
 *
 * @param name noun and verb: {@code line.add}
 * @param permission what who asks has to have
 * @param argument what it is asked with
 * @param changes whether anything is another afterwards: then the audit log tells of it
 * @param before what it is about, as that was before; null: nothing, or not told
 * @param isTold whether the audit log has the answer as well
 */
public record Operation<A, R>(
        String name,
        Permission permission,
        Class<A> argument,
        boolean changes,
        @Nullable Function<A, @Nullable Object> before,
        boolean isTold,
        BiFunction<Call, A, R> action) {

    /** The argument of an operation that has none. */
    public record None() {
        public static final None NONE = new None();
    }

    /** One that only looks. */
    public static <A, R> Operation<A, R> look(
            String name, Permission permission, Class<A> argument, Function<A, R> action) {
        return lookAs(name, permission, argument, (call, a) -> action.apply(a));
    }

    /** One that only looks, at what who asks may see. */
    public static <A, R> Operation<A, R> lookAs(
            String name, Permission permission, Class<A> argument, BiFunction<Call, A, R> action) {
        return new Operation<>(name, permission, argument, false, null, true, action);
    }

    /** One that changes something. */
    public static <A, R> Operation<A, R> change(
            String name, Permission permission, Class<A> argument, Function<A, R> action) {
        return changeAs(name, permission, argument, (call, a) -> action.apply(a));
    }

    /** One that changes something where who asks may, and where it still is as they think. */
    public static <A, R> Operation<A, R> changeAs(
            String name, Permission permission, Class<A> argument, BiFunction<Call, A, R> action) {
        return new Operation<>(name, permission, argument, true, null, true, action);
    }

    /** The same, and what it is about can be looked at before. */
    public Operation<A, R> of(Function<A, @Nullable Object> shown) {
        return new Operation<>(name, permission, argument, changes, shown, isTold, action);
    }

    /** The same by name, permission and what is told of it, done in another way. */
    public Operation<A, R> doing(BiFunction<Call, A, R> other) {
        return new Operation<>(name, permission, argument, changes, before, isTold, other);
    }

    /** The same, and the audit log tells of it, but nothing of the answer: that is not for whoever reads there. */
    public Operation<A, R> untold() {
        return new Operation<>(name, permission, argument, changes, before, false, action);
    }
}
