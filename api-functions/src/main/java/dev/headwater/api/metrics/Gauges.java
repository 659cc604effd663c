package dev.headwater.api.metrics;

import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.session.Hold;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gauges over the last {@link Sample}. One holder takes it, each 15 s, so that neither requests nor scrapes read the
 * stores. Where sampling costs much it is done less often: it is busy a fiftieth of the time at most.
 */
public final class Gauges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gauges.class);
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(2);
    private static final int BUSY_SHARE = 50;
    private static final double MILLIS = 1000;

    private final Supplier<Sample> sampler;
    private final AtomicReference<@Nullable Sample> last = new AtomicReference<>();
    private final Thread thread = Thread.ofVirtual().name("gauges").unstarted(this::sampleOnAndOn);

    public Gauges(MeterRegistry registry, Supplier<Sample> sampler) {
        this.sampler = sampler;
        for (Hold.Kind kind : Hold.Kind.values()) {
            counts(registry, "headwater.sessions", "Connections that are held", "kind", kind, Sample::sessions);
        }
        for (ChannelState state : ChannelState.values()) {
            counts(registry, "headwater.channels", "Channels", "state", state, Sample::channels);
        }
        Gauge.builder("headwater.channels.warned", last, of(Sample::warned))
                .description("Channels on air whose viewers may not like what they see")
                .register(registry);
        for (Edge.State state : Edge.State.values()) {
            counts(registry, "headwater.edges", "Edges", "state", state, Sample::edges);
        }
        Gauge.builder(
                        "headwater.publish.lag",
                        last,
                        of(sample -> sample.publishLag().toMillis() / MILLIS))
                .description("How long the oldest change waits that lists in use do not show yet")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder(
                        "headwater.sampled.timestamp",
                        last,
                        of(sample -> sample.at().toEpochMilli() / MILLIS))
                .description("When the gauges of Headwater were last read from the stores")
                .baseUnit("seconds")
                .register(registry);
    }

    private <E extends Enum<E>> void counts(
            MeterRegistry registry,
            String name,
            String description,
            String tag,
            E value,
            Function<Sample, Map<E, Integer>> counts) {
        Gauge.builder(name, last, of(sample -> counts.apply(sample).getOrDefault(value, 0)))
                .description(description)
                .tag(tag, value.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    /** NaN until there is a sample: zero would be a lie. */
    private static ToDoubleFunction<AtomicReference<@Nullable Sample>> of(ToDoubleFunction<Sample> value) {
        return holder -> {
            Sample sample = holder.get();
            return sample == null ? Double.NaN : value.applyAsDouble(sample);
        };
    }

    /** From now on samples in the background. */
    public void start() {
        thread.start();
    }

    /** Reads the stores now. On Lambda, where nothing runs in the background. */
    public void sample() {
        last.set(sampler.get());
    }

    /** How long the oldest change waited when that was looked at last; zero before. */
    public Duration publishLag() {
        Sample sample = last.get();
        return sample == null ? Duration.ZERO : sample.publishLag();
    }

    private void sampleOnAndOn() {
        try {
            while (true) {
                long began = System.nanoTime();
                try {
                    sample();
                } catch (RuntimeException e) {
                    LOG.warn("what gauges show could not be read, they stay as they were: {}", e.toString());
                }
                Duration rest = Duration.ofNanos(System.nanoTime() - began).multipliedBy(BUSY_SHARE);
                // The rhythm of the samples; interrupted to stop.
                Thread.sleep(rest.compareTo(EVERY) > 0 ? rest : EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STOPPED_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
