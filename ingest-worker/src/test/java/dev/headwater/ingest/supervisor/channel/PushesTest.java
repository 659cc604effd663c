package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.Lease;
import dev.headwater.core.testing.FreePort;
import dev.headwater.ingest.feeds.Feed;
import dev.headwater.ingest.feeds.Sender;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.ChildCommand;
import dev.headwater.ingest.supervisor.children.ClipMaker;
import dev.headwater.ingest.supervisor.children.Machine;
import dev.headwater.ingest.supervisor.children.ProcessLauncher;
import dev.headwater.ingest.supervisor.children.ScriptedLauncher;
import dev.headwater.ingest.supervisor.fleet.IngestWorker;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workers on what they take for two machines; somebody sends to the one that does not make the channel. */
class PushesTest {
    private static final List<String> COMMAND =
            ChildCommand.java(Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"));
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int TRIES = 50;
    private static final String KEY = "stream-key-of-tests";
    private static final String PASSPHRASE = "passphrase-of-tests";

    @TempDir
    private static Path folder;

    private static Path clip = Path.of("");
    private static Path ffmpeg = Path.of("");

    private final Rig rig = new Rig().stopTime();
    private final List<IngestWorker> workers = new ArrayList<>();

    @BeforeAll
    static void makeClip() throws IOException {
        clip = folder.resolve("clip.ts");
        ffmpeg = Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
        new ClipMaker(COMMAND)
                .make(clip, new Source("testcard:gradients"), Ladder.TINY, Duration.ofSeconds(6), (made, length) -> {});
    }

    @AfterEach
    void close() {
        rig.goOn();
        workers.forEach(IngestWorker::close);
    }

    /** Free for packets and for streams: what is free for the ones may be another's for the others. */
    private static int port() throws IOException {
        for (int i = 1; ; i++) {
            try (DatagramSocket datagrams = new DatagramSocket(FreePort.find())) {
                return datagrams.getLocalPort();
            } catch (BindException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** A has the channel, and its child waits for somebody to send. */
    private ScriptedLauncher.Child startBoth(Feed feed) {
        rig.channels.save(Channel.of(
                1, Listed.plain("Stage", 1, rig.clock.instant()), List.of(new Source(feed.source(), true)), null));
        start(rig.parts("a"), "one");
        ScriptedLauncher.Child child = rig.launcher.child(0);
        start(rig.parts(Rig.config("b"), new ProcessLauncher(COMMAND)), "two");
        return child;
    }

    private void start(IngestParts parts, String host) {
        IngestWorker worker = rig.worker(parts, new Machine(host, 2, () -> Duration.ZERO));
        workers.add(worker);
        worker.start();
    }

    private String holder() {
        return rig.leases.find(Lease.ofChannel(1)).map(Lease::holder).orElse("nobody");
    }

    @SuppressWarnings("try") // it sends while it is open
    private void assertIsTakenOver(Feed feed) {
        ScriptedLauncher.Child waits = startBoth(feed);
        assertThat(holder()).isEqualTo("a");
        try (Sender sender = feed.send(ffmpeg, clip)) {
            Await.until("the other has the channel", LONG, () -> holder().equals("b"));
            Await.until(
                    "what is sent is listed",
                    LONG,
                    () -> rig.windows
                            .find(1)
                            .filter(window -> window.nextSequence() >= 2)
                            .isPresent());
            assertThat(rig.window(1).state()).isEqualTo(ChannelState.ON_AIR);
            assertThat(rig.window(1).fence())
                    .isEqualTo(rig.leases.find(Lease.ofChannel(1)).orElseThrow().fence());
            assertThat(waits.isKilled())
                    .as("the clock is at rest, and nothing due")
                    .isFalse();
            rig.clock.move(Duration.ofSeconds(6)); // past half of its lease, which it finds taken
            Await.until("the first lets go", LONG, waits::isKilled);
        }
    }

    @Test
    void whoIsPushedToByRtmpMakesTheChannel() throws IOException {
        assertIsTakenOver(Feed.rtmpPush(port(), KEY));
    }

    @Test
    void whoIsCalledBySrtMakesTheChannel() throws IOException {
        assertIsTakenOver(Feed.srtListener(port(), PASSPHRASE));
    }

    @Test
    void whoIsSentPacketsMakesTheChannel() throws IOException {
        assertIsTakenOver(Feed.udp(port()));
    }

    @Test
    @SuppressWarnings("try") // it sends while it is open
    void whatIsSentToItsMakerIsNotTakenByAnother() throws IOException {
        Feed feed = Feed.rtmpPush(port(), KEY);
        ScriptedLauncher.Child child = startBoth(feed);
        child.says(new Frame.OnAir(0)).opens("source").makes(0);
        rig.awaitSequence(1, 1);
        try (Sender sender = feed.send(ffmpeg, clip)) {
            for (int i = 1; i < 5; i++) {
                child.makes(i);
                rig.awaitSequence(1, i + 1);
            }
            assertThat(holder()).isEqualTo("a");
            child.says(new Frame.OnAir(Frame.OnAir.SLATE)).makes(5);
            Await.until("the other has the channel", LONG, () -> holder().equals("b"));
        }
    }
}
