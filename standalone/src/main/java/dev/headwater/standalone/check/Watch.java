package dev.headwater.standalone.check;

import dev.headwater.core.Pause;
import dev.headwater.core.fetch.FetchException;
import dev.headwater.standalone.check.PlaylistReader.BadPlaylistException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Watches one media playlist for a while, and has each segment it names once. */
final class Watch {
    private final Declared declared;
    private final Loader loader;
    private final CheckLimits limits;
    private final AtomicInteger had;
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final TreeMap<Long, Part> parts = new TreeMap<>();
    private final List<String> troubles = new ArrayList<>();

    /** @param had counts segments, for whoever waits */
    Watch(Declared declared, Loader loader, CheckLimits limits, AtomicInteger had) {
        this.declared = declared;
        this.loader = loader;
        this.limits = limits;
        this.had = had;
    }

    /** @param rounds how often it is asked for, unless it has ended */
    void run(int rounds, Duration between, Pause pause) {
        for (int round = 0; round < rounds && !Thread.currentThread().isInterrupted(); round++) {
            if (round > 0) {
                pause.of(between);
            }
            look(round);
            if (!snapshots.isEmpty() && snapshots.getLast().ended()) {
                return;
            }
        }
    }

    private void look(int round) {
        try {
            Loader.Text playlist = loader.playlist(declared.uri());
            Snapshot snapshot = PlaylistReader.media(playlist.url(), playlist.text(), round);
            snapshots.add(snapshot);
            for (Entry entry : snapshot.entries()) {
                if (parts.size() >= limits.segments()) {
                    return;
                }
                if (!entry.gap() && !parts.containsKey(entry.sequence())) {
                    parts.put(entry.sequence(), loader.part(entry));
                    had.incrementAndGet();
                }
            }
        } catch (BadPlaylistException e) {
            troubles.add("%s, refresh %d: %s".formatted(declared.name(), round, e.getMessage()));
        } catch (FetchException e) {
            troubles.add("%s, refresh %d: %s".formatted(declared.name(), round, e.text()));
        } catch (IOException e) {
            troubles.add("%s, refresh %d: %s".formatted(declared.name(), round, e.getMessage()));
        }
    }

    Watched watched() {
        return new Watched(declared, snapshots, parts);
    }

    List<String> troubles() {
        return troubles;
    }
}
