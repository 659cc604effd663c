package dev.headwater.standalone.check.ts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads MPEG-TS from its first byte on, in pieces of any size. Trusts nothing: what is wrong becomes a fault. */
public final class TsReader {
    private static final int PACKET = 188;
    private static final int NULL_PID = 0x1fff;
    private static final byte SYNC = 0x47;
    private static final int MOST_SAID = 20;

    private final Tables tables = new Tables();
    private final Map<Integer, TrackReader> tracks = new TreeMap<>();
    private final Map<Integer, TsCounters> counters = new TreeMap<>();
    private final List<String> before = new ArrayList<>();
    private final List<TsClock> clocks = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> breaks = new ArrayList<>();
    private final Set<Integer> broken = new HashSet<>();
    /** Whose next clock begins a time base: what says so may be a packet before it, ISO 13818-1 §2.4.3.5. */
    private final Set<Integer> newClocks = new HashSet<>();

    private final byte[] part = new byte[PACKET];
    private int partial;
    private long packets;
    private boolean lost;

    /** All of a segment. */
    public static TsFacts read(byte[] bytes) {
        TsReader reader = new TsReader();
        reader.feed(bytes, 0, bytes.length);
        return reader.finish();
    }

    public void feed(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        while (at < end && !lost) {
            if (partial == 0 && end - at >= PACKET) {
                packet(bytes, at);
                at += PACKET;
            } else {
                int count = Math.min(PACKET - partial, end - at);
                System.arraycopy(bytes, at, part, partial, count);
                partial += count;
                at += count;
                if (partial == PACKET) {
                    partial = 0;
                    packet(part, 0);
                }
            }
        }
    }

    /** What it was, to its end. */
    public TsFacts finish() {
        if (partial != 0) {
            fault("it ends in mid-packet");
        }
        tracks.values().forEach(TrackReader::finish);
        return facts();
    }

    /** What it was up to here, of what goes on: its last pictures and sounds have not come whole. */
    public TsFacts finishHere() {
        return facts();
    }

    private TsFacts facts() {
        if (packets == 0) {
            fault("no packet");
        } else if (tables.pmtPid() < 0) {
            fault("no PAT");
        } else if (tables.types().isEmpty()) {
            fault("no PMT");
        }
        tracks.forEach((pid, track) -> {
            if (track.kind() == TsTrack.Kind.VIDEO && track.withoutTime() > 0) {
                fault("%d pictures of PID %d have no time".formatted(track.withoutTime(), pid));
            }
        });
        return new TsFacts(
                packets * PACKET,
                beginning(),
                tables.types().keySet().stream()
                        .flatMap(pid -> Optional.ofNullable(tracks.get(pid)).stream())
                        .flatMap(track -> track.track().stream())
                        .toList(),
                clocks,
                counters,
                faults,
                breaks);
    }

    private String beginning() {
        List<String> words = new ArrayList<>(before);
        boolean hasVideo = tracks.values().stream().anyMatch(track -> track.kind() == TsTrack.Kind.VIDEO);
        tracks.values().stream()
                .filter(track -> track.kind() == (hasVideo ? TsTrack.Kind.VIDEO : TsTrack.Kind.AUDIO))
                .flatMap(track -> track.track().stream())
                .findFirst()
                .ifPresent(track ->
                        words.add(hasVideo ? track.units().getFirst().key() ? "key frame" : "picture" : "sound"));
        return String.join(" ", words);
    }

    private void packet(byte[] bytes, int at) {
        if (bytes[at] != SYNC) {
            fault("no packet begins at byte %,d".formatted(packets * PACKET));
            lost = true;
            return;
        }
        int pid = (bytes[at + 1] & 0x1f) << 8 | (bytes[at + 2] & 0xff);
        boolean begins = (bytes[at + 1] & 0x40) != 0;
        boolean hasPayload = (bytes[at + 3] & 0x10) != 0;
        int adaptation = (bytes[at + 3] & 0x20) != 0 ? 1 + (bytes[at + 4] & 0xff) : 0;
        int flags = adaptation > 1 ? bytes[at + 5] : 0;
        if (adaptation > PACKET - 4) {
            fault("packet %,d has an adaptation field that is longer than itself".formatted(packets));
            adaptation = PACKET - 4;
        }
        if (pid != NULL_PID) {
            boolean isBreak = (flags & 0x80) != 0;
            count(pid, bytes[at + 3] & 0xf, hasPayload, isBreak);
            if (isBreak) {
                newClocks.add(pid);
            }
            if ((flags & 0x10) != 0 && adaptation >= 7) {
                clocks.add(new TsClock(pid, clock(bytes, at + 6), newClocks.remove(pid)));
            }
            if (hasPayload) {
                payload(pid, begins, bytes, at + 4 + adaptation, at + PACKET);
            }
        }
        packets++;
    }

    private void payload(int pid, boolean begins, byte[] bytes, int from, int end) {
        if (pid == Tables.PAT_PID || pid == tables.pmtPid()) {
            tables.read(pid, begins, bytes, from, end);
            if (begins && tracks.isEmpty()) {
                before.add(pid == Tables.PAT_PID ? "PAT" : "PMT");
            }
            return;
        }
        Integer type = tables.types().get(pid);
        if (type != null) {
            TrackReader track = tracks.computeIfAbsent(pid, p -> new TrackReader(p, type));
            track.payload(begins, begins && broken.remove(pid), bytes, from, end);
        }
    }

    /** §2.4.3.3: it counts packets with a payload; one packet may be sent twice. */
    private void count(int pid, int counter, boolean hasPayload, boolean isBreak) {
        if (isBreak) {
            broken.add(pid);
        }
        TsCounters known = counters.get(pid);
        if (known == null) {
            counters.put(pid, new TsCounters(hasPayload ? (counter - 1) & 0xf : counter, counter));
            return;
        }
        boolean follows = counter == (hasPayload ? (known.last() + 1) & 0xf : known.last());
        boolean repeats = hasPayload && counter == known.last();
        if (!follows && !repeats && !isBreak && breaks.size() < MOST_SAID) {
            breaks.add("PID %d counts %d after %d at packet %,d".formatted(pid, counter, known.last(), packets));
        }
        counters.put(pid, new TsCounters(known.before(), counter));
    }

    private static long clock(byte[] bytes, int at) {
        return (bytes[at] & 0xffL) << 25
                | (bytes[at + 1] & 0xffL) << 17
                | (bytes[at + 2] & 0xffL) << 9
                | (bytes[at + 3] & 0xffL) << 1
                | (bytes[at + 4] & 0x80L) >> 7;
    }

    private void fault(String text) {
        if (faults.size() < MOST_SAID) {
            faults.add(text);
        }
    }
}
