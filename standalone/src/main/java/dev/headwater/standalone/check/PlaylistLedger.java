package dev.headwater.standalone.check;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.standalone.check.PlaylistReader.BadPlaylistException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes down all that a live stream's first media playlist ever lists, for hours: what must hold of it holds across
 * everything that happens meanwhile. Where nothing answers, or a slate does, it goes on asking. For one thread, and others
 * that look.
 */
public final class PlaylistLedger {
    private static final double ROUNDING = 0.05;

    private final Loader loader;
    private final URI entry;
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private Optional<URI> media = Optional.empty();
    private int polls;

    /** @param entry of a multivariant playlist */
    public PlaylistLedger(Web web, URI entry) {
        this.loader = new Loader(web);
        this.entry = entry;
    }

    /** Asks once; whether a segment is listed that was not before. */
    public boolean poll() {
        try {
            Optional<Snapshot> found = snapshot();
            return found.isPresent() && keep(found.get());
        } catch (BadPlaylistException e) {
            trouble(String.valueOf(e.getMessage()));
        } catch (IOException e) { // it is off: the next one may do better, by another ticket
            forget();
        }
        return false;
    }

    private Optional<Snapshot> snapshot() throws IOException, BadPlaylistException {
        if (media.isEmpty()) {
            Loader.Text first = loader.playlist(entry);
            media = PlaylistReader.multivariant(first.url(), first.text()).playlists().stream()
                    .map(Declared::uri)
                    .findFirst();
        }
        if (media.isEmpty()) {
            throw FetchException.lasting("no playlist is named");
        }
        Loader.Text text = loader.playlist(media.get());
        Snapshot snapshot = PlaylistReader.media(text.url(), text.text(), polls++);
        if (snapshot.ended()) {
            forget(); // a slate, which is no part of the channel
            return Optional.empty();
        }
        return Optional.of(snapshot);
    }

    private void forget() {
        media = Optional.empty();
    }

    private synchronized void trouble(String text) {
        troubles.add(text);
    }

    private synchronized boolean keep(Snapshot snapshot) {
        boolean isNew = snapshots.isEmpty()
                || snapshot.lastSequence() > snapshots.getLast().lastSequence();
        if (isNew || !snapshot.entries().equals(snapshots.getLast().entries())) {
            snapshots.add(snapshot);
        }
        return isNew;
    }

    /** Of the newest segment that was ever listed; -1: none was. */
    public synchronized long lastSequence() {
        return snapshots.stream().mapToLong(Snapshot::lastSequence).max().orElse(-1);
    }

    /** Seconds of the channel's time that no segment covers, at and behind the segment of this number. */
    public synchronized double missingSeconds(long from) {
        double missing = 0;
        Entry before = null;
        for (Entry one : entries().tailMap(from, true).values()) {
            if (before != null && before.date().isPresent() && one.date().isPresent()) {
                double step =
                        Duration.between(before.date().get(), one.date().get()).toNanos() / 1e9;
                double hole = step - before.seconds();
                missing += hole > ROUNDING ? hole : 0;
            }
            missing += one.gap() ? one.seconds() : 0;
            before = one;
        }
        return missing;
    }

    private NavigableMap<Long, Entry> entries() {
        NavigableMap<Long, Entry> all = new TreeMap<>();
        snapshots.forEach(snapshot -> snapshot.entries().forEach(one -> all.put(one.sequence(), one)));
        return all;
    }

    /** How the rules came out that hold for ever: names, sequences, dates, and what is listed staying as it is. */
    public synchronized List<CheckReport.Line> rules() {
        Watched watched = new Watched(Declared.alone(entry), snapshots, new TreeMap<>());
        Seen seen = new Seen(true, List.of(watched), troubles, 0, polls);
        return List.of(
                        new PlaylistsRead(),
                        new SequencesGrow(),
                        new NamesNeverRepeat(),
                        new DateTimesFit(),
                        new FitsTargetDuration(),
                        new TargetDurationFixed())
                .stream()
                .map(rule -> CheckReport.Line.of(rule.sentence(), rule.check(seen)))
                .toList();
    }
}
