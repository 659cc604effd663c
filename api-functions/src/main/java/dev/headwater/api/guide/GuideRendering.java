package dev.headwater.api.guide;

import dev.headwater.api.listing.Audience;
import dev.headwater.api.listing.Audiences;
import dev.headwater.api.listing.PublishRequests;
import dev.headwater.core.guide.GuideVersion;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.codec.ItemTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes documents that are of before: each once at a time, two different ones at most. */
final class GuideRendering {
    private static final ObjectMeta RAW = new ObjectMeta("application/octet-stream", null, null);
    /** Longer than anybody takes to fetch one. */
    private static final Duration KEEP_RETIRED = Duration.ofMinutes(15);

    private static final int AT_ONCE = 2;
    private static final int IDLE_SECONDS = 10;

    private final ItemTable<GuideDocument> table;
    private final ObjectStore objects;
    private final Audiences audiences;
    private final PublishRequests requests;
    private final GuideVersion version;
    private final GuideRenderer renderer;
    private final InstantSource clock;
    private final Map<Audience, CompletableFuture<GuideDocument>> running = new ConcurrentHashMap<>();
    /** Not virtual: it would hold up the requests' threads for as long as it computes. */
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("guide-renderer-", 0).factory());

    GuideRendering(
            ItemTable<GuideDocument> table,
            ObjectStore objects,
            Audiences audiences,
            PublishRequests requests,
            GuideVersion version,
            GuideRenderer renderer,
            InstantSource clock) {
        this.table = table;
        this.objects = objects;
        this.audiences = audiences;
        this.requests = requests;
        this.version = version;
        this.renderer = renderer;
        this.clock = clock;
        threads.allowCoreThreadTimeOut(true);
    }

    /** What stands ready once it is up to date, or why it is not. Joins one that is on its way. */
    CompletableFuture<GuideDocument> submit(Audience audience) {
        return running.computeIfAbsent(audience, one -> {
            CompletableFuture<GuideDocument> future = new CompletableFuture<>();
            threads.execute(() -> run(one, future));
            return future;
        });
    }

    private void run(Audience audience, CompletableFuture<GuideDocument> future) {
        try {
            GuideDocument document = make(audience);
            running.remove(audience);
            future.complete(document);
        } catch (IOException | RuntimeException | Error e) {
            running.remove(audience);
            future.completeExceptionally(e);
        }
    }

    private GuideDocument make(Audience audience) throws IOException {
        // Read before anything that is rendered: what changes meanwhile is rendered again.
        Stand stand = Stand.read(version, requests);
        Instant now = clock.instant();
        Optional<GuideDocument> before = table.findReadable(GuideDocument.key(audience));
        if (before.isPresent() && stand.isShownBy(before.get(), now) && isThere(before.get())) {
            return before.get();
        }
        GuideRenderer.Rendered rendered = renderer.render(audiences.sight(audience), now);
        String object = GuideDocument.FOLDER + audience.key() + "/" + UUID.randomUUID();
        try (InputStream in = Files.newInputStream(rendered.file())) {
            objects.put(object, in, RAW);
        } finally {
            Files.deleteIfExists(rendered.file());
        }
        GuideDocument document = new GuideDocument(
                object,
                stand.guide(),
                stand.change(),
                rendered.until(),
                GuideDocument.day(now),
                rendered.behind(),
                rendered.head(),
                rendered.first(),
                rendered.days(),
                before.map(old -> retire(old, now)).orElse(Map.of()),
                before.map(GuideDocument::askedAt).orElse(now),
                audience);
        table.put(GuideDocument.key(audience), document);
        return document;
    }

    private boolean isThere(GuideDocument document) {
        return objects.list(document.object(), 1, null).items().stream()
                .anyMatch(info -> info.key().equals(document.object()));
    }

    private Map<String, Instant> retire(GuideDocument old, Instant now) {
        Map<String, Instant> retired = new HashMap<>(old.retired());
        retired.put(old.object(), now);
        retired.entrySet().removeIf(entry -> {
            boolean isLongAgo = entry.getValue().plus(KEEP_RETIRED).isBefore(now);
            if (isLongAgo) {
                objects.delete(List.of(entry.getKey()));
            }
            return isLongAgo;
        });
        return retired;
    }
}
