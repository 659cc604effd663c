package dev.headwater.ingest.pipeline.onair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import dev.headwater.core.media.Container;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.Clips;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.source.LoopedFile;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files as fast as they can be read, and what goes wrong when one is left for another. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RemuxPipelineTest {
    private static final List<Source> TWO = List.of(new Source("file:/a"), new Source("file:/b"));

    @TempDir
    private static Path folder;

    private static Path clip = Path.of("");

    private final List<MediaFeed> opened = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private int segments;
    private Runnable onSegment = () -> {};

    @BeforeAll
    static void makeClip() throws IOException {
        clip = Clips.make(folder.resolve("clip.ts"), 6000);
    }

    @AfterEach
    void end() {
        opened.forEach(feed -> {
            feed.release();
            feed.end();
        });
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private MediaFeed open(int index) {
        MediaFeed feed = new MediaFeed(
                index,
                opened.size(),
                () -> new LoopedFile(clip.toString()),
                false,
                new Health(TimeUnit.SECONDS.toNanos(10)),
                System::nanoTime);
        opened.add(feed.start());
        await(() -> feed.isReady() && feed.secondsWaiting() > 0);
        return feed;
    }

    private Switch<Feed> sources() {
        Switch.Listener listener = new Switch.Listener() {
            @Override
            public void onAir(int source) {}

            @Override
            public void failed(int source, String text) {
                failed.add(source + ": " + text);
            }
        };
        return new Switch<>(
                SwitchRules.of((Job.Stream) Job.live(TWO.getFirst(), null)),
                TWO,
                this::open,
                listener,
                System::nanoTime,
                new Random(3));
    }

    private Report report() {
        return (Report) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Report.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("segment")) {
                        segments++;
                        onSegment.run();
                    }
                    return method.getName().equals("container") ? Container.MPEG_TS : null;
                });
    }

    @Test
    void whatCanNotBeCopiedIsLeftAndKeepsNoMemory() {
        Switch<Feed> sources = sources();
        MediaFeed first = (MediaFeed) sources.look();
        while (first == null) {
            first = (MediaFeed) sources.look();
        }
        first.format().video().codec_type(AVMEDIA_TYPE_AUDIO);
        try (RemuxPipeline pipeline = new RemuxPipeline(sources, false, report())) {
            pipeline.run(4000);
        }
        assertThat(failed).first().asString().startsWith("0: MPEG-TS can not be begun");
        assertThat(first.secondsWaiting()).isZero();
        await(() -> !opened.getFirst().isAlive());
        assertThat(segments).isPositive();
    }

    @Test
    void aStreamThatCanNotBeEndedEndsNothingElse() {
        Switch<Feed> sources = sources();
        onSegment = () -> {
            if (segments == 1) {
                sources.reject(opened.getFirst(), "it is enough");
            } else if (segments == 2) {
                throw new PipelineException("the last of it can not be written");
            }
        };
        try (RemuxPipeline pipeline = new RemuxPipeline(sources, false, report())) {
            pipeline.run(8000);
        }
        assertThat(opened).hasSize(2);
        assertThat(failed).containsExactly("0: it is enough");
        assertThat(opened.getFirst().secondsWaiting()).isZero();
        assertThat(segments).isGreaterThan(3);
    }
}
