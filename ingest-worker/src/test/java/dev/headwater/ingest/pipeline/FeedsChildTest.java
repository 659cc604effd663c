package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.feeds.Feed;
import dev.headwater.ingest.feeds.Sender;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Children that read what the ffmpeg program sends, one of each family, to decoded pictures. Groups are left to drills: not
 * every machine has them on its loopback.
 */
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

    private static int port() throws IOException {
        try (DatagramSocket datagrams = new DatagramSocket(0);
                ServerSocket socket = new ServerSocket(datagrams.getLocalPort())) {
            return socket.getLocalPort();
        }
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
        assertThat(child.failures()).as(feed.name()).isEmpty();
        List<Frame.Segment> segments = child.segments("source");
        Path made = Files.write(folder.resolve(feed.slug()), RealChild.concatenated(segments));
        StrictDecoding.Counts counts = StrictDecoding.decode(made);
        assertThat(counts.pictures()).as(feed.name()).isBetween(60, 110);
        assertThat(counts.audioFrames()).as(feed.name()).isGreaterThan(100);
        assertThat(child.opened().renditions().getFirst().codecs())
                .startsWith("avc1.")
                .contains("mp4a.40.2");
    }

    @Test
    @Tag("sources")
    void udpIsRead() throws IOException {
        assertDecodes(Feed.udp(port()));
    }

    @Test
    void rtpIsRead() throws IOException {
        assertDecodes(Feed.rtp(port() & ~1));
    }

    @Test
    void anSrtSenderIsCalled() throws IOException {
        assertDecodes(Feed.srtCaller(port(), PASSPHRASE));
    }

    @Test
    @Tag("sources")
    void anSrtSenderCalls() throws IOException {
        assertDecodes(Feed.srtListener(port(), PASSPHRASE));
    }

    @Test
    @Tag("sources")
    void rtmpIsFetched() throws IOException {
        assertDecodes(Feed.rtmpPull(port()));
    }

    @Test
    void anEncoderPushesRtmp() throws IOException {
        assertDecodes(Feed.rtmpPush(port(), KEY));
    }

    @Test
    @Tag("sources")
    void httpIsFetched() throws IOException {
        assertDecodes(Feed.http(port()));
    }

    private static String failure(Feed feed) throws IOException {
        RealChild child = play(feed, 3000);
        assertThat(child.failures()).hasSize(1);
        return child.failures().getFirst();
    }

    @Test
    void whoIsNotThereIsToldSo() throws IOException {
        int port = port();
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
        int port = port();
        Feed called = Feed.srtCaller(port, PASSPHRASE);
        assertThat(failure(called.readBy("srt://127.0.0.1:" + port + "?passphrase=another-passphrase")))
                .isEqualTo("127.0.0.1:" + port + " turns the SRT call down: are passphrase and stream id right?");
        Feed pushes = Feed.rtmpPush(port, KEY);
        assertThat(failure(pushes.readBy("rtmp://:" + port + "/live/another-stream-key?listen")))
                .isEqualTo("an encoder came to RTMP port " + port + " with a wrong stream key");
    }

    @Test
    @Tag("sources")
    void whoCallsWithoutTheSecretIsNobody() throws IOException {
        int port = port();
        Feed calls = Feed.srtListener(port, PASSPHRASE);
        assertThat(failure(calls.readBy("srt://:" + port + "?mode=listener&passphrase=another-passphrase")))
                .isEqualTo("nobody sends to SRT port " + port + ", or not with the right passphrase");
    }
}
