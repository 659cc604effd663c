package dev.headwater.api.admin;

import org.jspecify.annotations.Nullable;

/** Is told of every change that was made, and of what was refused. */
@FunctionalInterface
public interface Audit {
    /** Where nobody reads it. */
    Audit NONE = (call, action, target, before, after) -> {};

    /**
     * Keeps what was done.
     *
     * @param action the operation's name
     * @param target the name or id of what it was done to; empty: nothing in particular
     * @param before JSON without secrets; null: there was nothing, or it is not told
     * @param after the answer, in the same way
     */
    void changed(Call call, String action, String target, @Nullable String before, @Nullable String after);

    /**
     * May keep what somebody tried, who may not.
     *
     * @param reason a sentence without secrets
     */
    default void refused(Call call, String action, String target, String reason) {}
}
