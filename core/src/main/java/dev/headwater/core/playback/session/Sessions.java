package dev.headwater.core.playback.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headwater.core.playback.session.LineSessions.Admission;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The sessions of every line: one item a line, {@code SESSIONS#line}, written by compare-and-set. */
public final class Sessions {
    /** A kick from another process bites no later than this. */
    private static final Duration CACHED = Duration.ofMillis(900);

    private static final int CACHED_LINES = 20_000;
    private static final int MAX_ATTEMPTS = 100;
    private static final Duration CLEANED_UP_AFTER = Duration.ofHours(7);

    private final ItemTable<LineSessions> table;
    private final InstantSource clock;
    private final Cache<Integer, Optional<Versioned<LineSessions>>> recent;

    public Sessions(TableStore sessions, InstantSource clock) {
        this.table = new ItemTable<>(sessions, ItemCodec.of(LineSessions.class));
        this.clock = clock;
        this.recent = Caffeine.newBuilder()
                .maximumSize(CACHED_LINES)
                .expireAfterWrite(CACHED)
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .build();
    }

    /** Takes or renews a connection; false: the ticket is dead. Most calls are answered from memory. */
    public boolean admit(int line, LineSessions.Request request, int limit) {
        Optional<Versioned<LineSessions>> read = recent.get(line, l -> table.findVersioned(key(l)));
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            LineSessions before = read.map(Versioned::value).orElse(LineSessions.NONE);
            Instant now = clock.instant();
            switch (before.admit(request, limit, now)) {
                case Admission.Refused refused -> {
                    return false;
                }
                case Admission.Admitted admitted
                when admitted.next().equals(before) -> {
                    return true;
                }
                case Admission.Admitted admitted -> {
                    Optional<Versioned<LineSessions>> written =
                            table.replace(key(line), read.orElse(null), admitted.next(), now.plus(CLEANED_UP_AFTER));
                    if (written.isPresent()) {
                        recent.put(line, written);
                        return true;
                    }
                }
            }
            read = table.findVersioned(key(line));
        }
        throw new StoreException("the sessions of line " + line + " are contended");
    }

    /** The live sessions of a line, first started first. */
    public List<Session> live(int line) {
        return table.find(key(line))
                .map(sessions -> sessions.live(clock.instant()))
                .orElse(List.of());
    }

    /** Ends a session; false: the line has none of that id. */
    public boolean kick(int line, String id) {
        Instant now = clock.instant();
        boolean[] found = {false};
        table.update(
                key(line),
                stored -> stored.map(before -> {
                            LineSessions after = before.close(id, now);
                            found[0] = !after.equals(before);
                            return after;
                        })
                        .filter(after -> found[0]));
        recent.invalidate(line);
        return found[0];
    }

    private static Key key(int line) {
        return new Key("SESSIONS#" + line, "SESSIONS");
    }
}
