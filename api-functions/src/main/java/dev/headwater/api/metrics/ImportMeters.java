package dev.headwater.api.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts imports by how they ended. */
public final class ImportMeters {
    private final Map<String, Counters<Outcome>> byKind;
    private final Counters<Outcome> others;

    /** How an import ended. */
    public enum Outcome {
        /** All of it is in. */
        DONE,
        /** It stopped to ask before it takes much away. */
        ASKS,
        /** It could not be read or applied. */
        FAILED
    }

    /** @param kinds of imports there are, such as {@code m3u}; any other is counted as {@code other} */
    public ImportMeters(MeterRegistry registry, Set<String> kinds) {
        this.byKind = kinds.stream().collect(Collectors.toMap(Function.identity(), kind -> counters(registry, kind)));
        this.others = counters(registry, "other");
    }

    private static Counters<Outcome> counters(MeterRegistry registry, String kind) {
        return new Counters<>(
                registry, "headwater.imports", "Imports that ended", Tags.of("kind", kind), "outcome", Outcome.class);
    }

    public void ended(String kind, Outcome outcome) {
        byKind.getOrDefault(kind, others).increment(outcome);
    }
}
