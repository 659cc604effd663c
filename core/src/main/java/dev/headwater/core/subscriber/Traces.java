package dev.headwater.core.subscriber;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is stored of a line outside of its own items. */
public interface Traces {
    /** Where there is nothing of the kind. */
    Traces NONE = new Traces() {
        @Override
        public List<Trace> of(int line, String name) {
            return List.of();
        }

        @Override
        public void erase(int line, String name) {}
    };

    /**
     * Something that is stored.
     *
     * @param kind such as {@code playlist} or {@code audit}
     * @param at when it was made; null: not known
     * @param what in a few words, without any secret
     */
    record Trace(String kind, @Nullable Instant at, String what) {}

    /** Everything of a line. */
    List<Trace> of(int line, String name);

    /** Deletes it, or, what has to be kept, leaves nothing in it but the line's id. May be called again. */
    void erase(int line, String name);
}
