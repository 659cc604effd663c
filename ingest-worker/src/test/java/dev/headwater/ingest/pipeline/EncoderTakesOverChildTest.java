package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Source;
import dev.headwater.core.testing.FreePort;
import dev.headwater.ingest.feeds.Feed;
import dev.headwater.ingest.feeds.Sender;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second encoder pushes to a copied channel, with sound of another sample rate: FLV tells that in no packet's contents. */
class EncoderTakesOverChildTest {
    private static final int BEFORE = 500;
    private static final int THEN = 1000;
    private static final int NEAR = 25;

    @TempDir
    private Path folder;

    private Path clip(String name, int hertz, int sampleRate) throws IOException {
        Path pictures = folder.resolve("pictures.ts");
        if (!Files.exists(pictures)) {
            Clips.make(pictures, 8000);
        }
        return Clips.ffmpeg(
                folder.resolve(name),
                "-i",
                pictures.toString(),
                "-f",
                "lavfi",
                "-i",
                "sine=d=8:f=" + hertz + ":r=" + sampleRate,
                "-map",
                "0:v",
                "-map",
                "1:a",
                "-c:v",
                "copy",
                "-c:a",
                "aac");
    }

    @Test
    @SuppressWarnings("try") // they send while they are open
    void itsSoundIsHeardAsItIs() throws IOException {
        Path ffmpeg = Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
        Feed feed = Feed.rtmpPush(FreePort.find(), "stream-key-of-tests");
        Path before = clip("before.ts", BEFORE, 48_000);
        Path then = clip("then.ts", THEN, 44_100);
        try (RealChild child = new RealChild(Job.live(new Source(feed.source(), true), null))) {
            CompletableFuture.delayedExecutor(120, TimeUnit.SECONDS).execute(child::close);
            try (Sender first = feed.send(ffmpeg, before)) {
                assertThat(child.readUntil(frame -> child.segments("source").size() == 2))
                        .as(child::story)
                        .isPresent();
                assertThat(Tongues.pitch(folder, child.segments("source").get(1).bytes()))
                        .isBetween((double) BEFORE - NEAR, (double) BEFORE + NEAR);
                first.close();
                try (Sender second = feed.send(ffmpeg, then)) {
                    assertThat(child.readUntil(frame -> frame instanceof Frame.SourceFailed failed
                                    && failed.text().equals("the source's sound has changed: it is opened anew")))
                            .as(child::story)
                            .isPresent();
                    assertThat(child.readUntil(frame -> frame instanceof Frame.Segment && isHeard(child)))
                            .as(child::story)
                            .isPresent();
                }
            }
        }
    }

    private boolean isHeard(RealChild child) {
        List<List<Frame.Segment>> streams = child.streams("source");
        List<Frame.Segment> stream = streams.getLast();
        try {
            return streams.size() > 1
                    && stream.size() > 1
                    && Math.abs(Tongues.pitch(folder, stream.getLast().bytes()) - THEN) < NEAR;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
