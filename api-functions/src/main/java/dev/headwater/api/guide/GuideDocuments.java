package dev.headwater.api.guide;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headwater.api.listing.Audience;
import dev.headwater.api.listing.Audiences;
import dev.headwater.api.listing.PublishRequests;
import dev.headwater.api.listing.Scope;
import dev.headwater.core.Caches;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.guide.Guide;
import dev.headwater.core.guide.GuideVersion;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The documents that stand ready, one for each audience that asked. One is made when it is asked for first, and again
 * when the guide or the channels changed; until then the last one is served, unless the rights of a channel ended.
 */
public final class GuideDocuments {
    private static final String PARTITION = "GUIDE-DOCUMENTS";
    private static final ObjectMeta RAW = new ObjectMeta("application/octet-stream", null, null);
    /** Longer than anybody takes to fetch one. */
    private static final Duration KEEP_RETIRED = Duration.ofMinutes(15);

    private static final Duration USED = Duration.ofDays(1);
    private static final int MAX_AUDIENCES = 1000;

    private final ItemTable<GuideDocument> table;
    private final ObjectStore objects;
    private final Audiences audiences;
    private final PublishRequests requests;
    private final GuideVersion version;
    private final GuideRenderer renderer;
    private final InstantSource clock;
    private final ReentrantLock rendering = new ReentrantLock();
    private final Cache<String, GuideDocument> known;
    private final Cache<String, Stand> stand;
    /** Who asked within a day: theirs are made again before they ask next. */
    private final Cache<Audience, Boolean> used;

    /** @param folder for files while a document is made */
    public GuideDocuments(
            TableStore catalog,
            ObjectStore objects,
            Channels channels,
            Guide guide,
            Audiences audiences,
            PublishRequests requests,
            Path folder,
            InstantSource clock) {
        this.table = new ItemTable<>(catalog, ItemCodec.of(GuideDocument.class));
        this.objects = objects;
        this.audiences = audiences;
        this.requests = requests;
        this.version = new GuideVersion(catalog);
        this.renderer = new GuideRenderer(channels, guide, folder);
        this.clock = clock;
        this.known = Caches.expiring(clock, Caches.MOMENT, MAX_AUDIENCES);
        this.stand = Caches.expiring(clock, Caches.MOMENT, 1);
        this.used = Caffeine.newBuilder()
                .maximumSize(MAX_AUDIENCES)
                .expireAfterAccess(USED)
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .build();
    }

    /** How far guide and channels are. */
    private record Stand(long guide, long change) {}

    /** What an audience is to be served now. Makes it where there is none, or none that may be shown. */
    GuideDocument of(Audience audience) {
        used.put(audience, true);
        GuideDocument document =
                known.get(audience.key(), key -> table.findReadable(key(key)).orElse(null));
        return document == null || isOver(document) ? make(audience) : document;
    }

    /** Looks whether a document is there, and makes it again where it is not. */
    void mend(Audience audience) {
        make(audience);
    }

    /** Makes those again that were asked for lately and are of before. For a loop; blocks while it works. */
    public void refresh() {
        for (Audience audience : used.asMap().keySet()) {
            Optional<GuideDocument> document = table.findReadable(key(audience.key()));
            if (document.isPresent() && isStale(document.get())) {
                make(audience);
            }
        }
    }

    /** Rights have begun or ended since. */
    private boolean isOver(GuideDocument document) {
        return document.until() != null && !clock.instant().isBefore(document.until());
    }

    private boolean isStale(GuideDocument document) {
        Stand now = stand.get(PARTITION, _ -> new Stand(version.current(), requests.wanted(Scope.LIVE)));
        return isOver(document)
                || document.guide() < now.guide()
                || document.change() < now.change()
                || !document.today().equals(today(clock.instant()));
    }

    private GuideDocument make(Audience audience) {
        rendering.lock();
        try {
            stand.invalidateAll();
            Optional<GuideDocument> before = table.findReadable(key(audience.key()));
            GuideDocument document = before.filter(stored -> !isStale(stored) && isThere(stored))
                    .orElseGet(() -> rendered(audience, before));
            known.put(audience.key(), document);
            return document;
        } finally {
            rendering.unlock();
        }
    }

    private boolean isThere(GuideDocument document) {
        return objects.list(document.object(), 1, null).items().stream()
                .anyMatch(info -> info.key().equals(document.object()));
    }

    private GuideDocument rendered(Audience audience, Optional<GuideDocument> before) {
        // Read before anything that is rendered: what changes meanwhile is rendered again.
        Stand now = new Stand(version.current(), requests.wanted(Scope.LIVE));
        Instant at = clock.instant();
        try {
            GuideRenderer.Rendered rendered = renderer.render(audiences.sight(audience), at);
            String object = "listings/guide/" + audience.key() + "/" + UUID.randomUUID();
            try (InputStream in = Files.newInputStream(rendered.file())) {
                objects.put(object, in, RAW);
            } finally {
                Files.deleteIfExists(rendered.file());
            }
            GuideDocument document = new GuideDocument(
                    object,
                    now.guide(),
                    now.change(),
                    rendered.until(),
                    today(at),
                    rendered.behind(),
                    rendered.head(),
                    rendered.first(),
                    rendered.days(),
                    before.map(old -> retire(old, at)).orElse(Map.of()));
            table.put(key(audience.key()), document);
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private static Key key(String audience) {
        return new Key(PARTITION, audience);
    }
}
