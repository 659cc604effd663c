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
    private static final Duration SEGMENT = Duration.ofSeconds(2);

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
        watch(channel("Always"));
        watch(channel("Asked for", "--on-demand"));
        worker("second");
        awaitWorkers(2);

        Map<Integer, Long> before = fences();
        first.kill();
        long killed = System.nanoTime();
        for (Map.Entry<Integer, URI> channel : watched.entrySet()) {
            Eventually.within(Duration.ofSeconds(10).minusNanos(System.nanoTime() - killed))
                    .until(
                            "channel " + channel.getKey() + " is on air at the other",
                            () -> newestFence(channel.getValue()) > before.get(channel.getKey()));
            System.out.println("channel " + channel.getKey() + " is on air again "
                    + Duration.ofNanos(System.nanoTime() - killed).toMillis() + " ms after its worker was killed");
        }
        assertThat(workersHeardOf()).hasSize(1);
    }

    @Test
    void aWorkerThatWakesUpLateChangesNothing() throws Exception {
        HeadwaterProcess paused = worker("paused");
        watch(channel("Always"));
        worker("other");
        awaitWorkers(2);
        URI media = watched.values().iterator().next();
        long fence = newestFence(media);

        paused.signal("STOP");
        Eventually.withinSeconds(20).until("the other has taken over", () -> newestFence(media) > fence);
        List<Playlist.Entry> taken = Playlist.read(media).entries();
        long sequence = Playlist.read(media).nextSequence();
        paused.signal("CONT");
        Eventually.withinSeconds(10)
                .until("it has noticed", () -> paused.output().contains("is made by another worker now"));
        Eventually.withinSeconds(10).until("it makes nothing", paused::makesNothing);
        Eventually.withinSeconds(15)
                .until("the other goes on", () -> Playlist.read(media).nextSequence() >= sequence + 2);
        Playlist after = Playlist.read(media);
        long other = fence(taken.getLast());
        assertThat(after.entries()
                        .subList(
                                (int) (sequence - after.mediaSequence()),
                                after.entries().size()))
                .allMatch(entry -> fence(entry) == other);
        assertThat(after.entries()).extracting(Playlist.Entry::name).doesNotHaveDuplicates();
    }

    @Test
    void aWorkerThatIsStoppedHandsItsChannelsOverOneByOne() throws Exception {
        HeadwaterProcess stopped = worker("stopped");
        watch(channel("One"));
        watch(channel("Two"));
        worker("other");
        awaitWorkers(2);

        Map<Integer, Gaps> gaps = new LinkedHashMap<>();
        watched.forEach((channel, media) -> gaps.put(channel, new Gaps(media)));
        Thread closing = Thread.startVirtualThread(stopped::close);
        Eventually.withinSeconds(40)
                .until(
                        "both are made by the other",
                        () -> gaps.values().stream().filter(Gaps::look).count() == 2);
        closing.join();
        gaps.forEach((channel, each) ->
                System.out.println("channel " + channel + " was interrupted for " + each.longest.toMillis() + " ms"));
        assertThat(gaps.values())
                .allSatisfy(each -> assertThat(each.longest).isLessThanOrEqualTo(Duration.ofSeconds(4)));
        assertThat(workersHeardOf()).hasSize(1);
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

    private static int channel(String name, String... options) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("channel", "add", name, "--source", "testcard:", "--ladder", "tiny"));
        command.addAll(List.of(options));
        return headend.command(command.toArray(String[]::new)).path("id").asInt();
    }

    /** Waits until the channel can be played, and keeps the address of its media playlist. */
    private void watch(int channel) {
        Eventually.withinSeconds(30).until("channel " + channel + " is on air", () -> {
            URI media = Playlist.mediaOf(line.channel(channel));
            watched.put(channel, media);
            return media.getPath().contains("/" + RENDITION + "/"); // else it is a slate's
        });
        Eventually.withinSeconds(10)
                .until(
                        "it is listed",
                        () -> !Playlist.read(watched.get(channel)).entries().isEmpty());
    }

    private void awaitWorkers(int count) {
        Eventually.withinSeconds(20)
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
