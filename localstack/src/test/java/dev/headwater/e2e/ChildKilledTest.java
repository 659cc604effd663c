package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.e2e.Playlist.Entry;
import java.net.URI;
import java.time.Duration;
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
    /** A killed child is back within this. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(5);

    private final HeadwaterProcess headwater;

    ChildKilledTest(HeadwaterProcess headwater) {
        this.headwater = headwater;
    }

    @Test
    void thePlaylistGoesOn() throws Exception {
        URI media = Playlist.mediaOf(headwater.line("playlist-goes-on", 1).channel(SharedHeadwater.TEST_CARD));
        Map<Long, Entry> seen = new LinkedHashMap<>();
        remember(seen, Playlist.read(media));
        long killedAt = seen.keySet().stream().mapToLong(Long::longValue).max().orElseThrow();
        headwater.children().forEach(ProcessHandle::destroyForcibly);
        Eventually.withinSeconds(30).until("three segments more are listed", () -> {
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
            assertThat(gap).as("gap before segment %d", i).isBetween(Duration.ZERO, LONGEST_GAP);
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
