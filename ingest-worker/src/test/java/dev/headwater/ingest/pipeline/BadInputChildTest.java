package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children whose sources are not what a channel wants, and what they say of them. */
class BadInputChildTest {
    private static final int CELL = 188;

    @TempDir
    private Path folder;

    private final WebServer server = new WebServer();

    @AfterEach
    void close() {
        server.close();
    }

    private byte[] made(String... codecs) throws IOException, InterruptedException {
        return Clips.converted(Clips.make(folder.resolve("clip.ts"), 8000), codecs);
    }

    private RealChild copied(String path) throws IOException {
        Job job = Job.clip(new Source(server.url(path), true), null, 4000);
        try (RealChild child = new RealChild(job)) {
            return child.readToEnd();
        }
    }

    @Test
    void aRedirectWithoutEndIsToldSo() throws IOException {
        server.redirect("/round", "/about");
        server.redirect("/about", "/round");
        assertThat(copied("/round").failures()).containsExactly("the source redirects more than 5 times");
    }

    @Test
    void aCodecThatPlayersDoNotTakeIsNamed() throws IOException, InterruptedException {
        server.on("/old", made("-c:v", "mpeg2video", "-c:a", "copy"));
        assertThat(copied("/old").failures())
                .first()
                .asString()
                .contains("mpeg2video")
                .contains("ladder");
    }

    @Test
    void soundThatPlayersDoNotTakeIsNamed() throws IOException, InterruptedException {
        server.on("/old", made("-c:v", "copy", "-c:a", "mp2"));
        assertThat(copied("/old").failures()).first().asString().contains("mp2").contains("ladder");
    }

    @Test
    void picturesWithoutSoundAreCopied() throws IOException, InterruptedException {
        server.on("/silent", made("-c:v", "copy", "-an"));
        RealChild child = copied("/silent");
        assertThat(child.failures()).isEmpty();
        Path copy = Files.write(folder.resolve("copy"), RealChild.concatenated(child.segments("source")));
        assertThat(StrictDecoding.decode(copy).pictures()).isGreaterThan(90);
        assertThat(child.opened().renditions().getFirst().codecs()).doesNotContain("mp4a");
    }

    @Test
    void soundWithoutPicturesIsCopiedAsSuch() throws IOException, InterruptedException {
        server.on("/radio", made("-vn", "-c:a", "copy"));
        RealChild child = copied("/radio");
        assertThat(child.failures()).isEmpty();
        assertThat(child.opened().renditions().getFirst().codecs()).isEqualTo("mp4a.40.2");
    }

    /** One byte in so many packets is another: 0.2 % of them. */
    private static byte[] damaged(byte[] stream) {
        Random random = new Random(17);
        byte[] bad = stream.clone();
        for (int at = 0; at + CELL <= bad.length; at += CELL) {
            if (random.nextInt(500) == 0) {
                bad[at + 4 + random.nextInt(CELL - 4)] ^= (byte) (1 + random.nextInt(255));
            }
        }
        assertThat(bad).isNotEqualTo(stream);
        return bad;
    }

    @Test
    void damagedPacketsCostPicturesAndNotTheChannel() throws IOException {
        byte[] stream = Files.readAllBytes(Clips.make(folder.resolve("clip.ts"), 20_000));
        server.on("/damaged", damaged(stream));
        Source source = new Source(server.url("/damaged"), true);
        try (RealChild child = new RealChild(Job.clip(source, null, 18_000)).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            assertThat(child.segments("source")).hasSizeBetween(7, 10);
            assertThat(child.segments("source").stream()
                            .mapToInt(Frame.Segment::millis)
                            .sum())
                    .isBetween(16_000, 20_000);
        }
        try (RealChild child = new RealChild(Job.clip(source, Ladder.TINY, 16_000)).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            assertThat(child.segments("360p"))
                    .hasSize(8)
                    .extracting(Frame.Segment::millis)
                    .containsOnly(2000);
        }
    }

    @Test
    void aFileThatWasCutOffIsPlayedAsFarAsItGoes() throws IOException {
        byte[] stream = Files.readAllBytes(Clips.make(folder.resolve("clip.ts"), 6000));
        Path cut = Files.write(folder.resolve("cut.ts"), Arrays.copyOf(stream, stream.length * 3 / 4 + 77));
        Job job = Job.clip(new Source("file:" + cut), null, 9000);
        try (RealChild child = new RealChild(job).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            assertThat(child.segments("source").stream()
                            .mapToInt(Frame.Segment::millis)
                            .sum())
                    .isBetween(8000, 10_000);
        }
    }

    @Test
    void aPageInPlaceOfTheStreamIsASlateUntilTheStreamIsBack() throws IOException {
        List<byte[]> clip =
                Clips.segments(4000).stream().map(Frame.Segment::bytes).toList();
        MoodyServer sender = new MoodyServer(clip);
        AtomicBoolean broken = new AtomicBoolean();
        server.on("/live", exchange -> {
            if (broken.get()) {
                WebServer.answer(exchange, "<html>back soon</html>".getBytes(StandardCharsets.UTF_8));
            } else {
                sender.serve(exchange);
            }
        });
        try (RealChild child = new RealChild(Job.live(new Source(server.url("/live"), true), null))) {
            CompletableFuture.delayedExecutor(300, TimeUnit.SECONDS).execute(child::close);
            assertThat(child.readUntil(frame -> frame instanceof Frame.Segment)).isPresent();
            broken.set(true);
            sender.is(MoodyServer.Mood.DEAD);
            assertThat(child.readUntil(frame -> frame instanceof Frame.OnAir on && on.source() == Frame.OnAir.SLATE))
                    .as(child::story)
                    .isPresent();
            assertThat(child.sourceFailures()).contains("0: what comes is a web page, not MPEG-TS or HLS");
            sender.is(MoodyServer.Mood.WELL);
            broken.set(false);
            assertThat(child.readUntil(frame -> frame instanceof Frame.OnAir on && on.source() == 0))
                    .as(child::story)
                    .isPresent();
            assertThat(child.readUntil(frame -> frame instanceof Frame.Segment)).isPresent();
        } finally {
            sender.is(MoodyServer.Mood.DEAD);
        }
    }
}
