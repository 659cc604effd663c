package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.e2e.Playlist.Entry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The process that makes a channel is killed: the playlist goes on behind a DISCONTINUITY and uses no name twice. */
@Tag("alone")
@ExtendWith(SharedHeadwater.class)
class ChildKilledTest {
    /** A killed child is back within this; on a machine on which any start takes long, with that and a lost segment. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(5);

    private static final Duration SEGMENT = Duration.ofSeconds(2);

    private final HeadwaterProcess headwater;

    ChildKilledTest(HeadwaterProcess headwater) {
        this.headwater = headwater;
    }

    @Test
    void thePlaylistGoesOn() throws Exception {
        Duration start = startOfAnother();
        URI media = Playlist.mediaOf(headwater.line("playlist-goes-on", 1).channel(SharedHeadwater.TEST_CARD));
        Map<Long, Entry> seen = new LinkedHashMap<>();
        remember(seen, Playlist.read(media));
        long killedAt = seen.keySet().stream().mapToLong(Long::longValue).max().orElseThrow();
        // What is listed ends a segment ago at most, unless the machine is too slow for the channel as it is.
        Duration late =
                Duration.between(seen.get(killedAt).end(), Instant.now()).minus(SEGMENT);
        Duration longest = longer(LONGEST_GAP, start.plus(SEGMENT)).plus(longer(Duration.ZERO, late));
        headwater.children().forEach(ProcessHandle::destroyForcibly);
        Eventually.withinSeconds(60).until("three segments more are listed", () -> {
            remember(seen, Playlist.read(media));
            return seen.containsKey(killedAt + 3);
        });
        List<Entry> entries = new ArrayList<>(seen.values());
        assertThat(entries).extracting(Entry::name).doesNotHaveDuplicates();
        // The child may have finished a segment between the reading and the kill: anywhere behind it will do.
        assertThat(seen.entrySet())
                .as("segments behind number %d", killedAt)
                .anyMatch(entry -> entry.getKey() > killedAt && entry.getValue().discontinuity());
        for (int i = 1; i < entries.size(); i++) {
            Duration gap =
                    Duration.between(entries.get(i - 1).end(), entries.get(i).start());
            assertThat(gap).as("gap before segment %d", i).isBetween(Duration.ZERO, longest);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** How long after it is asked for a channel of the same kind has its first picture. */
    private Duration startOfAnother() throws Exception {
        HeadwaterProcess.Line line = headwater.line("another", 1);
        Instant asked = Instant.now();
        int channel = headwater
                .command("channel", "add", "Another", "--source", "testcard:", "--ladder", "small")
                .path("id")
                .asInt();
        try {
            List<Entry> entries = new ArrayList<>();
            Eventually.withinSeconds(60).until("it has a segment", () -> {
                URI media = Playlist.mediaOf(line.channel(channel));
                // A slate's is of no channel's rendition.
                if (media.getPath().matches(".*/[0-9]+p/.*")) {
                    entries.addAll(Playlist.read(media).entries());
                }
                return !entries.isEmpty();
            });
            return Duration.between(asked, entries.getFirst().start());
        } finally {
            headwater.command("channel", "remove", Integer.toString(channel));
        }
    }

    /** Every number keeps its segment, and none is left out. */
    private static void remember(Map<Long, Entry> seen, Playlist playlist) {
        for (int i = 0; i < playlist.entries().size(); i++) {
            Entry entry = playlist.entries().get(i);
            long number = playlist.mediaSequence() + i;
            assertThat(seen.getOrDefault(number, entry)).isEqualTo(entry);
            assertThat(seen.isEmpty() || seen.containsKey(number - 1) || seen.containsKey(number))
                    .isTrue();
            seen.put(number, entry);
        }
    }
}
