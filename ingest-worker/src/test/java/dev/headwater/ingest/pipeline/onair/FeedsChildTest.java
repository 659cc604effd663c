package dev.headwater.ingest.pipeline.onair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headwater.core.media.Source;
import dev.headwater.core.testing.FreePort;
import dev.headwater.ingest.feeds.Feed;
import dev.headwater.ingest.feeds.Sender;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.Clips;
import dev.headwater.ingest.pipeline.RealChild;
import dev.headwater.ingest.pipeline.StrictDecoding;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Children that read what the ffmpeg program sends, one of each family, to decoded pictures. */
@Execution(ExecutionMode.CONCURRENT)
class FeedsChildTest {
    private static final String PASSPHRASE = "a passphrase of tests".replace(' ', '-');
    private static final String KEY = "stream-key-of-tests";

    @TempDir
    private static Path folder;

    private static Path clip = Path.of("");
    private static Path ffmpeg = Path.of("");

    @BeforeAll
    static void makeClip() throws IOException {
        clip = Clips.make(folder.resolve("clip.ts"), 10_000);
        ffmpeg = Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
    }

    private static Job copy(Feed feed, long millis) {
        return Job.clip(new Source(feed.source(), true), null, millis);
    }

    @SuppressWarnings("try") // it sends while it is open
    private static RealChild play(Feed feed, long millis) throws IOException {
        try (Sender sender = feed.send(ffmpeg, clip);
                RealChild child = new RealChild(copy(feed, millis))) {
            return child.readToEnd();
        }
    }

    private static void assertDecodes(Feed feed) throws IOException {
        RealChild child = play(feed, 3000);
        assertRead(feed, child);
        StrictDecoding.Counts counts = StrictDecoding.decode(made(feed, child.segments("source")));
        assertThat(counts.pictures()).as(feed.name()).isBetween(60, 110);
        assertThat(counts.audioFrames()).as(feed.name()).isGreaterThan(100);
    }

    /** Nobody sends again what was lost, and a busy machine loses some: that damages the segments it is in, and no others. */
    private static void assertDecodesButForLosses(Feed feed) throws IOException {
        RealChild child = play(feed, 7000);
        assertRead(feed, child);
        List<Frame.Segment> segments = child.segments("source");
        StrictDecoding.Counts counts = StrictDecoding.decodeDamaged(made(feed, segments));
        assertThat(counts.pictures()).as(feed.name()).isBetween(160, 210);
        assertThat(counts.audioFrames()).as(feed.name()).isGreaterThan(250);
        assertThat(segments)
                .as(feed.name())
                .anySatisfy(segment -> assertThat(StrictDecoding.decode(made(feed, List.of(segment)))
                                .pictures())
                        .isGreaterThan(20));
    }

    private static void assertRead(Feed feed, RealChild child) {
        assertThat(child.failures()).as(feed.name()).isEmpty();
        assertThat(child.opened().renditions().getFirst().codecs())
                .startsWith("avc1.")
                .contains("mp4a.40.2");
    }

    private static Path made(Feed feed, List<Frame.Segment> segments) throws IOException {
        return Files.write(folder.resolve(feed.slug()), RealChild.concatenated(segments));
    }

    @Test
    void udpIsRead() throws IOException {
        assertDecodesButForLosses(Feed.udp(FreePort.find()));
    }

    @Test
    void aGroupIsJoined() throws IOException {
        assumeTrue(hasGroups(), "this machine has no groups on its loopback interface");
        assertDecodesButForLosses(Feed.multicast(FreePort.find()));
    }

    /** Whether what is sent to a group comes back there. */
    private static boolean hasGroups() throws IOException {
        NetworkInterface loopback = NetworkInterface.getByName("lo");
        if (loopback == null) {
            return false;
        }
        InetSocketAddress group = new InetSocketAddress(InetAddress.ofLiteral("239.255.77.7"), FreePort.find());
        try (MulticastSocket socket = new MulticastSocket(group.getPort())) {
            socket.setSoTimeout(1000);
            socket.joinGroup(group, loopback);
            socket.setNetworkInterface(loopback);
            socket.send(new DatagramPacket(new byte[1], 1, group));
            socket.receive(new DatagramPacket(new byte[1], 1));
            return true;
        } catch (SocketTimeoutException | SocketException e) {
            return false;
        }
    }

    @Test
    void rtpIsRead() throws IOException {
        assertDecodesButForLosses(Feed.rtp(FreePort.pair()));
    }

    @Test
    void anSrtSenderIsCalled() throws IOException {
        assertDecodes(Feed.srtCaller(FreePort.find(), PASSPHRASE));
    }

    @Test
    void anSrtSenderCalls() throws IOException {
        assertDecodes(Feed.srtListener(FreePort.find(), PASSPHRASE));
    }

    @Test
    void rtmpIsFetched() throws IOException {
        assertDecodes(Feed.rtmpPull(FreePort.find()));
    }

    @Test
    void anEncoderPushesRtmp() throws IOException {
        assertDecodes(Feed.rtmpPush(FreePort.find(), KEY));
    }

    @Test
    void httpIsFetched() throws IOException {
        assertDecodes(Feed.http(FreePort.find()));
    }

    private static String failure(Feed feed) throws IOException {
        RealChild child = play(feed, 3000);
        assertThat(child.failures()).hasSize(1);
        return child.failures().getFirst();
    }

    @Test
    void whoIsNotThereIsToldSo() throws IOException {
        int port = FreePort.find();
        for (String scheme : List.of("srt", "rtmp", "rtsp")) {
            String path = scheme.equals("srt") ? "" : "/live/news";
            Source source = new Source(scheme + "://127.0.0.1:" + port + path, true);
            try (RealChild child = new RealChild(Job.clip(source, null, 1000)).readToEnd()) {
                assertThat(child.failures().getFirst()).startsWith("can not connect to 127.0.0.1:" + port);
            }
            try (RealChild child = new RealChild(Job.clip(new Source(source.url()), null, 1000)).readToEnd()) {
                assertThat(child.failures())
                        .containsExactly("127.0.0.1 is a private address: private addresses need --allow-private");
            }
        }
    }

    @Test
    void whoDoesNotKnowTheSecretIsToldSo() throws IOException {
        int port = FreePort.find();
        Feed called = Feed.srtCaller(port, PASSPHRASE);
        assertThat(failure(called.readBy("srt://127.0.0.1:" + port + "?passphrase=another-passphrase")))
                .isEqualTo("127.0.0.1:" + port + " turns the SRT call down: are passphrase and stream id right?");
        Feed pushes = Feed.rtmpPush(port, KEY);
        assertThat(failure(pushes.readBy("rtmp://:" + port + "/live/another-stream-key?listen")))
                .isEqualTo("an encoder came to RTMP port " + port + " with a wrong stream key");
    }

    @Test
    void whoCallsWithoutTheSecretIsNobody() throws IOException {
        int port = FreePort.find();
        Feed calls = Feed.srtListener(port, PASSPHRASE);
        assertThat(failure(calls.readBy("srt://:" + port + "?mode=listener&passphrase=another-passphrase")))
                .isEqualTo("nobody sends to SRT port " + port + ", or not with the right passphrase");
    }
}
