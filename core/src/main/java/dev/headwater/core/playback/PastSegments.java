package dev.headwater.core.playback;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.archive.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of channels' past, read once for all who play it again. A player of a piece that still grows asks every few
 * seconds: what can not change any more is remembered for a minute, what goes on for as long as a live window is.
 */
final class PastSegments {
    /** What is read and remembered together. */
    static final Duration BLOCK = Duration.ofMinutes(10);

    private static final Duration MEMORY = Duration.ofMinutes(1);
    private static final Duration GROWING = Duration.ofMillis(500);
    /** Segments of all channels: a day of the shortest, 400 bytes each. */
    private static final long REMEMBERED = 40_000;
    /** Characters of playlists: half an hour has a hundred thousand. */
    private static final long TEXT = 16 << 20;

    private final Archive archive;
    private final InstantSource clock;
    private final Cache<Block, List<Recorded>> done;
    private final Cache<Block, List<Recorded>> growing;
    private final Cache<Rendered, String> texts;

    PastSegments(Archive archive, InstantSource clock) {
        this.archive = archive;
        this.clock = clock;
        this.done = Caches.weighed(clock, MEMORY, REMEMBERED, PastSegments::weight);
        this.growing = Caches.weighed(clock, GROWING, REMEMBERED, PastSegments::weight);
        this.texts = Caches.weighed(clock, MEMORY, TEXT, String::length);
    }

    /** By the number of its ten minutes since 1970. */
    private record Block(int channel, long number) {
        static long number(Instant at) {
            return Math.floorDiv(at.getEpochSecond(), BLOCK.toSeconds());
        }

        Instant start() {
            return Instant.ofEpochSecond(number * BLOCK.toSeconds());
        }

        Instant end() {
            return start().plus(BLOCK);
        }
    }

    /** What a playlist lists: names are never used twice, and nothing comes in between. */
    record Rendered(
            int channel, String rendition, String first, String last, int segments, boolean isWhole, boolean isOver) {}

    /** A playlist, made once for all who watch the same. */
    String rendered(Rendered listed, Supplier<String> text) {
        String known = texts.getIfPresent(listed);
        if (known != null) {
            return known;
        }
        String made = text.get();
        texts.put(listed, made);
        return made;
    }

    private static int weight(List<Recorded> segments) {
        return segments.size() + 1;
    }

    /**
     * What is kept of a span, in order. May be half a second old.
     *
     * @param oldest what began before is left out
     */
    List<Recorded> of(int channel, Span span, Instant oldest) {
        Instant now = clock.instant();
        Instant from = span.start().isBefore(oldest) ? oldest : span.start();
        Instant to = span.end().isBefore(now) ? span.end() : now;
        // What begins in the block before may go on in this.
        long first = Block.number(from.minus(Archive.LONGEST_SEGMENT));
        long last = Block.number(to);
        TreeMap<Long, List<Recorded>> blocks = new TreeMap<>();
        for (long number = first; number <= last; number++) {
            List<Recorded> known = known(new Block(channel, number));
            if (known != null) {
                blocks.put(number, known);
            }
        }
        readMissing(channel, first, last, blocks);
        return blocks.values().stream()
                .flatMap(List::stream)
                .filter(recorded -> span.touches(recorded.segment())
                        && !recorded.segment().start().isBefore(oldest))
                .toList();
    }

    private @Nullable List<Recorded> known(Block block) {
        List<Recorded> known = done.getIfPresent(block);
        return known == null ? growing.getIfPresent(block) : known;
    }

    /** In one question to the store: from the first block that is missing to the last. */
    private void readMissing(int channel, long first, long last, Map<Long, List<Recorded>> blocks) {
        long from = first;
        long to = last;
        while (from <= to && blocks.containsKey(from)) {
            from++;
        }
        while (to >= from && blocks.containsKey(to)) {
            to--;
        }
        if (from > to) {
            return;
        }
        TreeMap<Long, List<Recorded>> read = new TreeMap<>();
        for (long number = from; number <= to; number++) {
            read.put(number, new ArrayList<>());
        }
        archive.beginning(channel, new Block(channel, from).start(), new Block(channel, to).end())
                .forEach(one -> read.computeIfAbsent(Block.number(one.segment().start()), n -> new ArrayList<>())
                        .add(one));
        Instant settled = clock.instant().minus(BLOCK);
        boolean isFollowed = false;
        for (var block : read.descendingMap().entrySet()) {
            Block key = new Block(channel, block.getKey());
            List<Recorded> segments = List.copyOf(block.getValue());
            // It is written in order: what has something behind it is done.
            (isFollowed || key.end().isBefore(settled) ? done : growing).put(key, segments);
            blocks.put(block.getKey(), segments);
            isFollowed |= !segments.isEmpty();
        }
    }
}
