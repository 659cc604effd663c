package dev.headwater.api.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A counter for each value of an enum, found without asking the registry. */
final class Counters<E extends Enum<E>> {
    private final Map<E, Counter> byValue;

    /** @param fixed what all of them are tagged with besides */
    Counters(MeterRegistry registry, String name, String description, Tags fixed, String tag, Class<E> values) {
        this.byValue = new EnumMap<>(values);
        for (E value : values.getEnumConstants()) {
            byValue.put(
                    value,
                    Counter.builder(name)
                            .description(description)
                            .tags(fixed)
                            .tag(tag, label(value))
                            .register(registry));
        }
    }

    void increment(E value) {
        Objects.requireNonNull(byValue.get(value)).increment();
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
