package dev.headwater.api.metrics.emf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Writes counters and gauges in CloudWatch's Embedded Metric Format, a JSON object a line: the meters of one set of tags
 * together, the tags as its dimensions. Gauges as they are; of counters what they grew by since the line before, and
 * nothing where they did not: CloudWatch sums.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the specification</a>
 */
public final class EmfWriter {
    /** "MUST NOT" be more in one directive. */
    static final int MAX_METRICS = 100;

    private static final JsonFactory FACTORY = new JsonFactory();

    private final MeterRegistry registry;
    private final String namespace;
    private final Consumer<String> out;
    private final InstantSource clock;
    private final Map<Meter.Id, Double> written = new HashMap<>();

    /**
     * A writer of all that is in a registry, whose counters only grow ({@code SimpleMeterRegistry}).
     *
     * @param namespace 1 to 255 characters
     * @param out takes a line without its end: standard output on Lambda
     */
    public EmfWriter(MeterRegistry registry, String namespace, Consumer<String> out, InstantSource clock) {
        if (namespace.isEmpty() || namespace.length() > 255) {
            throw new IllegalArgumentException("a namespace has 1 to 255 characters");
        }
        this.registry = registry;
        this.namespace = namespace;
        this.out = out;
        this.clock = clock;
    }

    /** A value to be written. */
    private record Value(String name, String unit, double value) {}

    /** Writes what there is to say: at the end of a call, or when some time has passed. */
    public synchronized void write() {
        Map<List<Tag>, List<Value>> byTags = new LinkedHashMap<>();
        for (Meter meter : registry.getMeters()) {
            Meter.Id id = meter.getId();
            value(meter)
                    .ifPresent(value -> byTags.computeIfAbsent(id.getTags(), tags -> new ArrayList<>())
                            .add(new Value(PrometheusNames.of(id), unit(id), value)));
        }
        Instant now = clock.instant();
        byTags.forEach((tags, values) -> {
            for (int from = 0; from < values.size(); from += MAX_METRICS) {
                out.accept(line(now, tags, values.subList(from, Math.min(from + MAX_METRICS, values.size()))));
            }
        });
    }

    private OptionalDouble value(Meter meter) {
        return switch (meter) {
            case Counter counter -> growth(meter.getId(), counter.count());
            case FunctionCounter counter -> growth(meter.getId(), counter.count());
            case Gauge gauge when Double.isFinite(gauge.value()) -> OptionalDouble.of(gauge.value());
            default -> OptionalDouble.empty();
        };
    }

    private OptionalDouble growth(Meter.Id id, double count) {
        Double before = written.put(id, count);
        double growth = count - (before == null ? 0 : before);
        return growth > 0 ? OptionalDouble.of(growth) : OptionalDouble.empty();
    }

    private static String unit(Meter.Id id) {
        return switch (id.getBaseUnit()) {
            case "seconds" -> "Seconds";
            case "bytes" -> "Bytes";
            case null, default -> id.getType() == Meter.Type.COUNTER ? "Count" : "None";
        };
    }

    private String line(Instant now, List<Tag> tags, List<Value> values) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("_aws");
            json.writeNumberField("Timestamp", now.toEpochMilli());
            json.writeArrayFieldStart("CloudWatchMetrics");
            directive(json, tags, values);
            json.writeEndArray();
            json.writeEndObject();
            for (Tag tag : tags) {
                json.writeStringField(tag.getKey(), tag.getValue());
            }
            for (Value value : values) {
                json.writeNumberField(value.name(), value.value());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void directive(JsonGenerator json, List<Tag> tags, List<Value> values) throws IOException {
        json.writeStartObject();
        json.writeStringField("Namespace", namespace);
        json.writeArrayFieldStart("Dimensions");
        json.writeStartArray();
        for (Tag tag : tags) {
            json.writeString(tag.getKey());
        }
        json.writeEndArray();
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (Value value : values) {
            json.writeStartObject();
            json.writeStringField("Name", value.name());
            json.writeStringField("Unit", value.unit());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
