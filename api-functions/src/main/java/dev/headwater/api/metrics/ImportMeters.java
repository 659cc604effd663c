package dev.headwater.api.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts imports by how they ended. */
public final class ImportMeters {
    /** Any other is counted as {@code other}. */
    private static final Set<String> KINDS = Set.of("m3u", "xtream", "folder", "lines");

    private final Map<String, Counters<Outcome>> byKind;
    private final Counters<Outcome> others;

    /** How an import ended. */
    public enum Outcome {
        /** All of it is in. */
        DONE,
        /** It was only compared, as was asked for. */
        PREVIEW,
        /** It stopped to ask before it takes much away. */
        UNCONFIRMED,
        /** It could not be read or applied. */
        FAILED;

        /** @param state that a run ended in; what is not known here has failed */
        public static Outcome of(String state) {
            return Arrays.stream(values())
                    .filter(outcome -> Counters.label(outcome).equals(state))
                    .findFirst()
                    .orElse(FAILED);
        }
    }

    public ImportMeters(MeterRegistry registry) {
        this.byKind = KINDS.stream().collect(Collectors.toMap(Function.identity(), kind -> counters(registry, kind)));
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
