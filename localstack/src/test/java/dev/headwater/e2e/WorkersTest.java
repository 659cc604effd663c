package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workers of one headend in the cloud: one is killed, paused or stopped, and the other goes on for it. */
@Tag("alone")
class WorkersTest {
    private static final String RENDITION = "360p";
    private static final int MOST_CHANNELS = 20;
    /** In percent: so much more than another, and a worker gives channels away. */
    private static final int CLEARLY = 12;

    private static final Duration SEGMENT = Duration.ofSeconds(2);
    /** What a channel may be interrupted for. */
    private static final Duration HANDED_OVER = Duration.ofSeconds(4);

    private static CloudAccount account;
    private static HeadwaterProcess headend;
    private static HeadwaterProcess.Line line;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private final List<HeadwaterProcess> workers = new ArrayList<>();
    private final Map<Integer, URI> watched = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws Exception {
        account = CloudAccount.open();
        headend = HeadwaterProcess.up(
                account.environment(), shared.resolve("up"), "--cloud", "localstack", "--no-worker");
        line = headend.line("ada", 5);
    }

    @AfterAll
    static void stop() throws Exception {
        if (headend != null) {
            headend.close();
        }
        if (account != null) {
            account.close();
        }
    }

    @AfterEach
    void clear() throws Exception {
        for (HeadwaterProcess worker : workers) {
            worker.kill(); // quicker than to have it hand over what is removed anyway
        }
        for (int channel : watched.keySet()) {
            headend.command("channel", "remove", Integer.toString(channel));
        }
    }

    @Test
    void theChannelsOfAWorkerThatIsKilledAreOnAirAtAnotherWithinTenSeconds() throws Exception {
        HeadwaterProcess first = worker("first");
        Duration start = longer(started("Always"), started("Asked for", "--on-demand"));
        Duration allowed = Duration.ofSeconds(10);
        worker("second");
        awaitWorkers(2);

        Map<Integer, Long> before = fences();
        first.kill();
        long killed = System.nanoTime();
        for (Map.Entry<Integer, URI> channel : watched.entrySet()) {
            Eventually.within(allowed.minusNanos(System.nanoTime() - killed))
                    .until(
                            "channel " + channel.getKey() + " is on air at the other",
                            () -> newestFence(channel.getValue()) > before.get(channel.getKey()));
            System.out.println("channel " + channel.getKey() + " is on air again "
                    + Duration.ofNanos(System.nanoTime() - killed).toMillis()
                    + " ms after its worker was killed; the first time took " + start.toMillis() + " ms");
        }
        assertThat(workersHeardOf()).hasSize(1);
    }

    @Test
    void aWorkerThatWakesUpLateChangesNothing() throws Exception {
        HeadwaterProcess paused = worker("paused");
        watch(channel("Always", "tiny"));
        worker("other");
        awaitWorkers(2);
        URI media = watched.values().iterator().next();
        long fence = newestFence(media);

        paused.signal("STOP");
        Eventually.withinSeconds(60).until("the other has taken over", () -> newestFence(media) > fence);
        NavigableMap<Long, Playlist.Entry> listed = new TreeMap<>();
        remember(listed, media);
        long taken = listed.lastKey();
        long other = fence(listed.get(taken));
        paused.signal("CONT");
        Eventually.withinSeconds(60).until("it has noticed", () -> {
            remember(listed, media);
            return paused.output().contains("another worker"); // its keeper says so, or its publisher
        });
        Eventually.withinSeconds(60).until("it makes nothing", () -> {
            remember(listed, media);
            return paused.makesNothing();
        });
        long noticed = listed.lastKey();
        Eventually.withinSeconds(60).until("the other goes on", () -> {
            remember(listed, media);
            return listed.lastKey() >= Math.max(taken + 2, noticed + 1);
        });
        assertThat(listed.tailMap(taken).values()).allMatch(entry -> fence(entry) == other);
        assertThat(listed.values()).extracting(Playlist.Entry::name).doesNotHaveDuplicates();
    }

    /** Every number keeps its segment, and none is left out: a window passes while others are waited for. */
    private static void remember(NavigableMap<Long, Playlist.Entry> listed, URI media) {
        Playlist playlist = Playlist.read(media);
        if (!listed.isEmpty()) {
            assertThat(playlist.mediaSequence()).isLessThanOrEqualTo(listed.lastKey() + 1);
        }
        for (int i = 0; i < playlist.entries().size(); i++) {
            Playlist.Entry entry = playlist.entries().get(i);
            assertThat(listed.merge(playlist.mediaSequence() + i, entry, (before, _) -> before)
                            .name())
                    .isEqualTo(entry.name());
        }
    }

    @Test
    void aWorkerThatIsStoppedHandsItsChannelsOverOneByOne() throws Exception {
        HeadwaterProcess stopped = worker("stopped");
        Duration start = longer(started("One"), started("Two"));
        worker("other");
        awaitWorkers(2);

        Map<Integer, Gaps> gaps = new LinkedHashMap<>();
        watched.forEach((channel, media) -> gaps.put(channel, new Gaps(media)));
        Thread closing = Thread.startVirtualThread(stopped::close);
        Eventually.withinSeconds(90)
                .until(
                        "both are made by the other",
                        () -> gaps.values().stream().filter(Gaps::look).count() == 2);
        closing.join();
        gaps.forEach((channel, each) -> System.out.println("channel " + channel + " was interrupted for "
                + each.longest.toMillis() + " ms; the first time took " + start.toMillis() + " ms"));
        assertThat(gaps.values()).allSatisfy(each -> assertThat(each.longest).isLessThanOrEqualTo(HANDED_OVER));
        assertThat(workersHeardOf()).hasSize(1);
    }

    /** A channel of 720p for each processor takes a fifth of all of them at least, also where they are fast. */
    @Test
    void aWorkerThatComesLaterTakesOverWhatTheFirstUsesTooMuchOfItsProcessorsFor() throws Exception {
        int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, MOST_CHANNELS);
        List<Integer> channels = new ArrayList<>();
        try {
            worker("first");
            for (int i = 0; i < count; i++) {
                channels.add(channel("Channel " + i, "small"));
            }
            Eventually.withinSeconds(180)
                    .until(
                            "all are on air and what they use is known",
                            () -> onAir() == count && cpuOfFirst() > CLEARLY);
            worker("second");
            Eventually.withinSeconds(120)
                    .until("the other makes some of them", () -> made().size() == 2 && !made().contains(0));
        } finally {
            for (int channel : channels) {
                headend.command("channel", "remove", Integer.toString(channel));
            }
        }
    }

    private static int onAir() throws Exception {
        return headend.command("channel", "list", "--filter", "state=on_air").size();
    }

    /** In percent of its processors; 0: it was not heard of yet. */
    private static int cpuOfFirst() throws Exception {
        return workersHeardOf().stream()
                .mapToInt(worker -> worker.path("cpu").asInt())
                .max()
                .orElse(0);
    }

    /** How many channels each worker makes. */
    private static List<Integer> made() throws Exception {
        return workersHeardOf().stream()
                .map(worker -> worker.path("channels").asInt())
                .toList();
    }

    /** How long a player waited for a segment beyond what one lasts, from one worker's to the other's. */
    private static final class Gaps {
        private final URI media;
        private final long fence;
        private long next;
        private long at = System.nanoTime();
        private Duration longest = Duration.ZERO;
        private boolean isOver;

        Gaps(URI media) {
            Playlist playlist = Playlist.read(media);
            this.media = media;
            this.fence = fence(playlist.entries().getLast());
            this.next = playlist.nextSequence();
        }

        /** Whether the other makes it. */
        boolean look() {
            Playlist playlist = Playlist.read(media);
            long now = System.nanoTime();
            if (playlist.nextSequence() > next && !isOver) {
                Duration gap = Duration.ofNanos(now - at).minus(SEGMENT);
                longest = gap.compareTo(longest) > 0 ? gap : longest;
                at = now;
                next = playlist.nextSequence();
                isOver = fence(playlist.entries().getLast()) > fence;
            }
            return isOver;
        }
    }

    private HeadwaterProcess worker(String name) throws IOException {
        HeadwaterProcess worker = HeadwaterProcess.start(
                account.environment(),
                "worker",
                "--cloud",
                "localstack",
                "--data",
                folder.resolve(name).toString());
        workers.add(worker);
        return worker;
    }

    private static int channel(String name, String ladder, String... options) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("channel", "add", name, "--source", "testcard:", "--ladder", ladder));
        command.addAll(List.of(options));
        return headend.command(command.toArray(String[]::new)).path("id").asInt();
    }

    /** Adds a channel and waits until it can be played; how long that took with nothing amiss. */
    private Duration started(String name, String... options) throws Exception {
        long from = System.nanoTime();
        watch(channel(name, "tiny", options));
        return Duration.ofNanos(System.nanoTime() - from);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Waits until the channel can be played, and keeps the address of its media playlist. */
    private void watch(int channel) {
        Eventually.withinSeconds(90).until("channel " + channel + " is on air", () -> {
            URI media = Playlist.mediaOf(line.channel(channel));
            watched.put(channel, media);
            return media.getPath().contains("/" + RENDITION + "/"); // else it is a slate's
        });
        Eventually.withinSeconds(60)
                .until(
                        "it is listed",
                        () -> !Playlist.read(watched.get(channel)).entries().isEmpty());
    }

    private void awaitWorkers(int count) {
        Eventually.withinSeconds(60)
                .until(count + " workers are there", () -> workersHeardOf().size() >= count);
    }

    private static List<JsonNode> workersHeardOf() throws Exception {
        List<JsonNode> workers = new ArrayList<>();
        headend.command("worker", "list").forEach(workers::add);
        return workers;
    }

    private Map<Integer, Long> fences() {
        Map<Integer, Long> fences = new LinkedHashMap<>();
        watched.forEach((channel, media) -> fences.put(channel, newestFence(media)));
        return fences;
    }

    private static long newestFence(URI media) {
        return fence(Playlist.read(media).entries().getLast());
    }

    /** The second part of a segment's name. */
    private static long fence(Playlist.Entry entry) {
        return Long.parseLong(entry.name().split("-", -1)[1]);
    }
}
