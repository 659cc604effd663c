package dev.headwater.api.admin;

import org.jspecify.annotations.Nullable;

/**
 * An argument that names where something comes from. The gate checks that on the way in: no operation has to think of it.
 *
 * @param <A> the argument itself
 */
public interface Sourced<A> {
    /** The same, with every source put through this. */
    A resolved(Resolver sources);

    /** Whether it may lead to private and loopback addresses: for who owns the machine to say. Null: no. */
    @Nullable
    Boolean allowPrivate();

    /** Says what a source is on this machine. */
    @FunctionalInterface
    interface Resolver {
        /**
         * A source as it can be opened.
         *
         * @param field which one it was sent in
         * @return the source itself, or, of an upload, an absolute path
         * @throws OperationException where who asks may not name it, or there is none
         */
        String of(String field, String source);
    }

    /** What a call may name. */
    @FunctionalInterface
    interface Rule {
        /** Whoever is far away names no file, and nobody uploads. */
        Rule NO_UPLOADS = (call, field, source) -> {
            ServerFiles.check(call, field, source);
            return source;
        };

        /** As {@link Resolver#of}, for a call. */
        String resolve(Call call, String field, String source);
    }
}
