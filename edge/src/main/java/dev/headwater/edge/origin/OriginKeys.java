package dev.headwater.edge.origin;

import dev.headwater.core.store.StoreException;
import dev.headwater.edge.origin.OriginClient.Answered;
import java.io.IOException;
import java.io.InputStream;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys the origin signs with, and what it withholds, asked for again and again. The last good ones are kept: an origin that is down, or
 * answers nonsense, takes nothing from those who have a signature. What goes wrong is logged when it changes.
 */
public final class OriginKeys implements Function<String, Optional<PublicKey>>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OriginKeys.class);
    private static final int MAX_BYTES = 2 * 1024 * 1024;

    private final OriginClient client;
    private final OriginConfig config;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("origin-keys").factory());
    private volatile Map<String, PublicKey> keys = Map.of();
    private volatile Consumer<Set<Integer>> withhold = streams -> {};
    /** What went wrong last; empty: nothing. Touched by the timer alone. */
    private String fault = "";

    OriginKeys(OriginClient client, OriginConfig config) {
        this.client = client;
        this.config = config;
    }

    /** Has somebody told, with every answer, which streams are withheld: before this starts. */
    public void listen(Consumer<Set<Integer>> whenTold) {
        withhold = whenTold;
    }

    /** Asks from now on. */
    void start() {
        var _ = timer.scheduleWithFixedDelay(this::look, 0, config.keysEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Finds a key by its {@code Key-Pair-Id}. */
    @Override
    public Optional<PublicKey> apply(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** Whether there ever were keys. */
    public boolean areKnown() {
        return !keys.isEmpty();
    }

    /** Never throws: the timer would stop. */
    private void look() {
        try {
            OriginDocument told = read();
            // First: whoever has no keys yet serves nothing.
            withhold.accept(told.withheld());
            keys = told.keys();
            if (!fault.isEmpty()) {
                log.warn("the origin {} is there again", config.address());
            }
            fault = "";
        } catch (RuntimeException e) {
            String now = String.valueOf(e.getMessage());
            if (!timer.isShutdown() && !now.equals(fault)) {
                log.warn("no keys from the origin, {}: {}", keys.isEmpty() ? "waiting" : "keeping the last", now);
            }
            fault = now;
        }
    }

    private OriginDocument read() {
        Answered response = client.send(client.request("keys"));
        try (InputStream body = response.body()) {
            switch (response.status()) {
                case 200 -> {}
                case 401 -> throw new StoreException("it refuses the token of this edge");
                default -> throw new StoreException("it answered " + response.status());
            }
            byte[] document = body.readNBytes(MAX_BYTES + 1);
            if (document.length > MAX_BYTES) {
                throw new StoreException("its list of keys is too long");
            }
            return KeysDocument.parse(document);
        } catch (IOException e) {
            throw new StoreException("its list of keys broke off: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
