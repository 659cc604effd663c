package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Children whose source becomes another while it is read. */
@Execution(ExecutionMode.CONCURRENT)
class ChangingInputChildTest {
    private static final int CELL = 188;
    private static final int SOUND = 0x101;

    @TempDir
    private static Path folder;

    private static Path clip = Path.of("");
    private static byte[] plain = {};

    private final WebServer server = new WebServer();

    @BeforeAll
    static void makeClip() throws IOException {
        clip = Clips.make(folder.resolve("clip.ts"), 6000);
        plain = Files.readAllBytes(clip);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static byte[] made(String... options) throws IOException, InterruptedException {
        return Clips.converted(clip, options);
    }

    /** H.265 of six seconds with a key frame each second, and the clip's sound. */
    private static byte[] hevc() throws IOException, InterruptedException {
        Path stream = Files.createTempFile(folder, "pictures", ".mkv");
        try (InputStream in =
                Objects.requireNonNull(ChangingInputChildTest.class.getResourceAsStream("/media/pictures.mkv"))) {
            Files.write(stream, in.readAllBytes());
        }
        return made("-i", stream.toString(), "-map", "1:v", "-map", "0:a", "-c", "copy");
    }

    /** Without the packets of its sound, which is announced all the same. */
    private static byte[] mute(byte[] stream) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (int at = 0; at + CELL <= stream.length; at += CELL) {
            if (((stream[at + 1] & 0x1f) << 8 | (stream[at + 2] & 0xff)) != SOUND) {
                rest.write(stream, at, CELL);
            }
        }
        return rest.toByteArray();
    }

    private RealChild child(@Nullable Ladder ladder, byte[]... parts) throws IOException {
        server.on("/live", new Programme(parts));
        return child("/live", ladder);
    }

    private RealChild child(String path, @Nullable Ladder ladder) throws IOException {
        RealChild child = new RealChild(Job.live(new Source(server.url(path), true), ladder));
        CompletableFuture.delayedExecutor(300, TimeUnit.SECONDS).execute(child::close); // who waits for it sees its end
        return child;
    }

    /** A live playlist that is always three segments ahead of who reads it: the n-th is the n-th part, and the last for ever. */
    private void servePlaylist(byte[]... parts) {
        AtomicInteger taken = new AtomicInteger();
        server.on("/live.m3u8", exchange -> {
            int first = taken.get();
            StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:6\n");
            text.append("#EXT-X-MEDIA-SEQUENCE:").append(first).append('\n');
            for (int i = first; i < first + 3; i++) {
                text.append("#EXT-X-DISCONTINUITY\n#EXTINF:6,\nsegment?")
                        .append(i)
                        .append('\n');
            }
            WebServer.answer(exchange, text.toString().getBytes(StandardCharsets.UTF_8));
        });
        server.on("/segment", exchange -> {
            int n = Integer.parseInt(exchange.getRequestURI().getQuery());
            taken.accumulateAndGet(n + 1, Math::max);
            WebServer.answer(exchange, parts[Math.min(n, parts.length - 1)]);
        });
    }

    /** Until so many streams have begun, and the last has two segments. */
    private static void awaitStreams(RealChild child, int count) throws IOException {
        assertThat(child.readUntil(frame -> child.streams("source").size() == count
                        && child.streams("source").getLast().size() == 2))
                .as(child::story)
                .isPresent();
    }

    private static List<String> codecs(RealChild child) {
        return child.renditions().stream()
                .map(Rendition::codecs)
                .map(codecs -> codecs.replaceAll("\\.[0-9a-fLB.]+", ""))
                .toList();
    }

    private static void assertDecodes(RealChild child) throws IOException {
        for (List<Frame.Segment> stream : child.streams("source")) {
            Path file = Files.write(Files.createTempFile(folder, "all", ".ts"), RealChild.concatenated(stream));
            long millis = stream.stream().mapToLong(Frame.Segment::millis).sum();
            assertThat(StrictDecoding.decodeDamaged(file).pictures())
                    .isBetween((int) (millis * 0.9 * 25 / 1000), (int) (millis * 25 / 1000) + 5);
        }
    }

    @Test
    void aCopiedPictureOfAnotherCodecIsAnotherStream() throws IOException, InterruptedException {
        byte[] hevc = hevc();
        try (RealChild child = child(null, join(plain, plain), hevc, plain)) {
            awaitStreams(child, 3);
            assertThat(codecs(child)).containsExactly("avc1,mp4a", "hvc1,mp4a", "avc1,mp4a");
            assertThat(child.sourceFailures())
                    .containsExactly(
                            "0: the source's picture has changed from h264 to hevc: it is opened anew",
                            "0: the source's picture has changed from hevc to h264: it is opened anew");
            assertDecodes(child);
        }
    }

    @Test
    void aPlaylistThatGoesOnInAnotherCodecIsAnotherStream() throws IOException, InterruptedException {
        byte[] hevc = hevc();
        servePlaylist(plain, plain, hevc, hevc, hevc, plain);
        try (RealChild child = child("/live.m3u8", null)) {
            awaitStreams(child, 3);
            assertThat(codecs(child)).containsExactly("avc1,mp4a", "hvc1,mp4a", "avc1,mp4a");
            assertDecodes(child);
        }
    }

    @Test
    void copiedSoundOfAnotherCodecIsAnotherStream() throws IOException, InterruptedException {
        byte[] ac3 = made("-c:v", "copy", "-c:a", "ac3");
        try (RealChild child = child(null, join(plain, plain), ac3, plain)) {
            awaitStreams(child, 3);
            assertThat(codecs(child)).containsExactly("avc1,mp4a", "avc1,ac-3", "avc1,mp4a");
            assertDecodes(child);
        }
    }

    @Test
    void soundThatPlayersDoNotTakeIsToldUntilItIsGone() throws IOException, InterruptedException {
        byte[] mp2 = made("-c:v", "copy", "-c:a", "mp2");
        try (RealChild child = child(null, join(plain, plain), mp2, plain)) {
            awaitStreams(child, 2);
            assertThat(child.sourceFailures())
                    // Which layer MPEG audio is of, FFmpeg may not know yet.
                    .anySatisfy(text -> assertThat(text).containsPattern("sound has changed from aac to mp[23]"))
                    .anySatisfy(
                            text -> assertThat(text).contains("audio is mp2").contains("ladder"));
            assertThat(codecs(child)).containsExactly("avc1,mp4a", "avc1,mp4a");
        }
    }

    @Test
    void otherSoundOfTheSameCodecIsAnotherStream() throws IOException, InterruptedException {
        byte[] mono = made("-c:v", "copy", "-c:a", "aac", "-ac", "1", "-ar", "44100");
        try (RealChild child = child(null, plain, mono)) {
            awaitStreams(child, 2);
            assertThat(child.sourceFailures()).isEmpty();
            assertDecodes(child);
        }
    }

    @Test
    void encodersGoOnWhateverTheSourceBecomes() throws IOException, InterruptedException {
        byte[] hevc = hevc();
        byte[] old = made("-c:v", "mpeg2video", "-c:a", "mp2", "-ar", "44100");
        try (RealChild child = child(Ladder.TINY, plain, hevc, old, plain)) {
            assertThat(child.readUntil(frame -> child.sourceFailures().size() == 3))
                    .as(child::story)
                    .isPresent();
            int made = child.segments("360p").size();
            assertThat(child.readUntil(frame -> child.segments("360p").size() == made + 3))
                    .as(child::story)
                    .isPresent();
            assertThat(child.streams("360p")).hasSize(1);
            Transport whole = new Transport(RealChild.concatenated(child.segments("360p")));
            assertThat(whole.continuityErrors()).isZero();
            assertThat(LadderChildTest.steps(whole.pictureTimes())).containsOnly(3600L);
            assertThat(LadderChildTest.steps(whole.audioTimes())).allMatch(step -> step > 0 && step <= 20_000);
        }
    }

    /** Browsers stand still in a hole. */
    @Test
    void soundThatStopsIsSilenceInTheSameStreamUntilItIsBack() throws IOException {
        try (RealChild child = child(null, plain, mute(plain), plain)) {
            assertThat(child.readUntil(frame -> child.segments("source").size() == 9))
                    .as(child::story)
                    .isPresent();
            assertThat(child.streams("source")).hasSize(1);
            assertThat(child.sourceFailures()).isEmpty();
            Transport whole = new Transport(RealChild.concatenated(child.segments("source")));
            assertThat(whole.continuityErrors()).isZero();
            assertThat(LadderChildTest.steps(whole.audioTimes())).allMatch(step -> step > 0 && step <= 40_000);
            assertDecodes(child);
        }
    }

    @Test
    void soundThatStopsAndIsNotToBeMadeIsSilenceInAnotherStream() throws IOException, InterruptedException {
        byte[] ac3 = made("-c:v", "copy", "-c:a", "ac3");
        try (RealChild child = child(null, ac3, mute(ac3), mute(ac3), ac3)) {
            awaitStreams(child, 3);
            assertThat(codecs(child)).containsExactly("avc1,ac-3", "avc1,mp4a", "avc1,ac-3");
            assertThat(child.sourceFailures()).isEmpty();
            assertDecodes(child);
            Transport silent =
                    new Transport(RealChild.concatenated(child.streams("source").get(1)));
            assertThat((silent.audioTimes().getLast() - silent.audioTimes().getFirst()) / 90_000.0)
                    .as("seconds of silence")
                    .isCloseTo(silent.pictureTimes().size() / 25.0, within(1.5));
        }
    }

    @Test
    void soundThatBeginsLaterIsHeard() throws IOException, InterruptedException {
        byte[] mute = mute(Clips.converted(
                clip,
                "-filter_complex",
                "[0:v]loop=2:150[v]",
                "-map",
                "[v]",
                "-map",
                "0:a",
                "-c:v",
                "libopenh264",
                "-g",
                "50"));
        try (RealChild child = child(null, mute, plain)) {
            awaitStreams(child, 3);
            assertThat(codecs(child)).containsExactly("avc1", "avc1", "avc1,mp4a");
            assertThat(child.sourceFailures()).containsExactly("0: the source has sound now: it is opened anew");
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void aCopiedSourceWithoutKeyFramesIsEncodedWithoutAHole() throws IOException, InterruptedException {
        byte[] rare = Clips.converted(clip, "-c:v", "libopenh264", "-g", "1000", "-c:a", "copy");
        try (RealChild child = child(null, plain, join(rare, rare, rare))) {
            assertThat(child.readUntil(frame -> child.streams("source").size() == 2
                            && child.streams("source").getLast().size() == 4))
                    .as(child::story)
                    .isPresent();
            assertThat(child.warnings())
                    .containsExactly("a source has had no key frame for 5 seconds:"
                            + " the channel is encoded anew, in one rendition");
            assertThat(child.sourceFailures()).isEmpty();
            assertThat(child.streams("source").getLast())
                    .extracting(Frame.Segment::millis)
                    .containsOnly(2000);
            assertDecodes(child);
        }
    }
}
