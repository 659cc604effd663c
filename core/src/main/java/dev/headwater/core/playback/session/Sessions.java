package dev.headwater.core.playback.session;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.playback.session.Admission.Admitted;
import dev.headwater.core.playback.session.Admission.Refused;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.Fields;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** The sessions of every line: one item a line, {@code SESSIONS#line}, written by compare-and-set. */
public final class Sessions {
    private static final int CACHED_LINES = 20_000;
    private static final int MAX_ATTEMPTS = 100;
    private static final String PLAYING = "PLAYING";
    /** Longer than it takes from noting a line to writing its first session. */
    private static final Duration WRITTEN = Duration.ofMinutes(1);

    private static final Duration CLEANED_UP_AFTER = Duration.ofHours(7);

    private final ItemTable<LineSessions> table;
    private final ItemTable<Playing> playing;
    private final InstantSource clock;
    private final Cache<Integer, Optional<Versioned<LineSessions>>> recent;
    /** Lines this process has read lately for a request: few beside all there are. */
    private final Set<Integer> asked = ConcurrentHashMap.newKeySet();

    public Sessions(TableStore sessions, InstantSource clock) {
        this.table = new ItemTable<>(
                sessions, ItemCodec.migrating(LineSessions.class, List.of(Sessions::startAnew, Sessions::toSchema3)));
        this.playing = new ItemTable<>(sessions, ItemCodec.of(Playing.class));
        this.clock = clock;
        this.recent = Caches.expiring(clock, Caches.MOMENT, CACHED_LINES);
    }

    /** Points to a line that may hold sessions: written before the first of them, removed long after the last. */
    record Playing(int line, Instant since) {}

    /** Schema 2 knows more of a session than the first did: what plays takes its connection again. */
    private static void startAnew(Fields sessions) {
        sessions.putEmptyList("entries");
        sessions.putEmptyList("closed");
        sessions.putEmptyList("putOut");
    }

    /** Until schema 3 nothing but live streams was played. */
    private static void toSchema3(Fields sessions) {
        sessions.forEach("entries", entry -> {
            Fields hold = entry.putRecord("hold");
            hold.put("kind", Hold.Kind.LIVE.name());
            entry.move("refreshSeconds", hold, "refreshSeconds");
            hold.put("leaseSeconds", 30);
        });
    }

    /** Takes or renews a connection. Most calls are answered from memory. */
    public Admission admit(int line, LineSessions.Request request, ConnectionLimit limit) {
        return change(line, remembered(line), (before, now) -> Admissions.admit(before, request, limit, now));
    }

    /** What {@link #admit} would say, without taking or renewing anything. */
    public Admission wouldAdmit(int line, LineSessions.Request request, ConnectionLimit limit) {
        Admission outcome = Admissions.admit(value(remembered(line)), request, limit, clock.instant());
        return outcome instanceof Refused
                ? Admissions.admit(value(stored(line)), request, limit, clock.instant())
                : outcome;
    }

    /** As it was at most 900 ms ago. */
    private Optional<Versioned<LineSessions>> remembered(int line) {
        return recent.get(line, l -> {
            asked.add(l);
            return table.findVersioned(key(l));
        });
    }

    private Optional<Versioned<LineSessions>> stored(int line) {
        Optional<Versioned<LineSessions>> read = table.findVersioned(key(line));
        recent.put(line, read);
        return read;
    }

    private static LineSessions value(Optional<Versioned<LineSessions>> read) {
        return read.map(Versioned::value).orElse(LineSessions.NONE);
    }

    /** Applies a change by compare-and-set, as often as it takes, and returns what came of it. */
    private Admission change(
            int line, Optional<Versioned<LineSessions>> known, BiFunction<LineSessions, Instant, Admission> change) {
        Optional<Versioned<LineSessions>> read = known;
        boolean isFresh = false;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            LineSessions before = value(read);
            Instant now = clock.instant();
            Admission outcome = change.apply(before, now);
            if (outcome.next().equals(before)) {
                // Another process may have let it in a moment ago: nobody is shown out from memory.
                if (outcome instanceof Admitted || isFresh) {
                    return outcome;
                }
            } else {
                if (before.live(now).isEmpty() && !outcome.next().live(now).isEmpty()) {
                    playing.put(playingKey(line), new Playing(line, now));
                }
                Optional<Versioned<LineSessions>> written =
                        table.replace(key(line), read.orElse(null), outcome.next(), now.plus(CLEANED_UP_AFTER));
                if (written.isPresent()) {
                    recent.put(line, written);
                    asked.add(line);
                    return outcome;
                }
            }
            read = stored(line);
            isFresh = true;
        }
        throw new StoreException("the sessions of line " + line + " are contended");
    }

    /** The live sessions of a line, first started first. */
    public List<Session> live(int line, ConnectionLimit limit) {
        Instant now = clock.instant();
        return table.find(key(line))
                .map(sessions -> Admissions.settle(sessions, limit, now).live(now))
                .orElse(List.of());
    }

    /**
     * How many connections are held now, by what they play, of the lines this process was asked for: reads an item for
     * each that may hold one. For gauges, never for a request.
     */
    public Map<Hold.Kind, Integer> count() {
        Instant now = clock.instant();
        Map<Hold.Kind, Integer> counts = new EnumMap<>(Hold.Kind.class);
        for (int line : List.copyOf(asked)) {
            // Forgotten before it is read: a request in between is not lost.
            asked.remove(line);
            List<Session> live =
                    table.findReadable(key(line)).orElse(LineSessions.NONE).live(now);
            live.forEach(session -> counts.merge(session.hold().kind(), 1, Integer::sum));
            if (!live.isEmpty()) {
                asked.add(line);
            }
        }
        return counts;
    }

    /** Ids of the lines that hold sessions, of every process. Reads an item for each that did since it was last asked. */
    public List<Integer> lines() {
        Instant now = clock.instant();
        List<Integer> held = new ArrayList<>();
        for (Playing one : playing.list(PLAYING)) {
            boolean plays = table.findReadable(key(one.line()))
                    .filter(sessions -> !sessions.live(now).isEmpty())
                    .isPresent();
            if (plays) {
                held.add(one.line());
            } else if (one.since().plus(WRITTEN).isBefore(now)) {
                // Noted again meanwhile, it stays.
                playing.findVersioned(playingKey(one.line()))
                        .filter(read -> read.value().equals(one))
                        .ifPresent(read -> playing.delete(playingKey(one.line()), read));
            }
        }
        return held;
    }

    /** Ends a session, whose ticket is dead from now on; false: the line has none of that id. */
    public boolean close(int line, String id) {
        Optional<Versioned<LineSessions>> read = table.findVersioned(key(line));
        boolean known = read.filter(r -> r.value().find(id).isPresent()).isPresent();
        if (known) {
            change(line, read, (before, now) -> new Admitted(before.close(id, now)));
        }
        return known;
    }

    /** All sessions of a line that are stored, lapsed ones too. */
    public List<Session> known(int line) {
        return table.find(key(line)).map(LineSessions::entries).orElse(List.of());
    }

    /** Forgets all of a line: of one that is gone, or its tickets could take connections again. */
    public void forget(int line) {
        table.delete(key(line));
        recent.invalidate(line);
    }

    private static Key playingKey(int line) {
        return new Key(PLAYING, Integer.toString(line));
    }

    private static Key key(int line) {
        return new Key("SESSIONS#" + line, "SESSIONS");
    }
}
