package dev.headwater.ingest.pipeline.onair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** For tests of {@link Switch}: sources that do what the test tells them, and a clock that moves when it is told to. */
abstract class ScriptedSources {
    final List<Scripted> opened = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    private long now = seconds(1000);
    Switch<Scripted> sources = sources(3, false);

    final class Scripted implements Feed {
        private final int source;
        private boolean ready;
        private long readySince;
        boolean atKey = true;
        boolean onAir;
        boolean ended;
        private @Nullable String failure;

        @Nullable
        String complaint;

        Scripted(int source) {
            this.source = source;
        }

        Scripted comes() {
            ready = true;
            readySince = now;
            return this;
        }

        void fails(String text) {
            failure = text;
        }

        @Override
        public int source() {
            return source;
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public long readySince() {
            return readySince;
        }

        @Override
        public @Nullable String failure() {
            return failure;
        }

        @Override
        public @Nullable String complaint(long at) {
            return complaint;
        }

        @Override
        public boolean isAtKeyFrame(long at) {
            return atKey;
        }

        @Override
        public void goOnAir() {
            onAir = true;
        }

        @Override
        public void standBy() {
            onAir = false;
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    final Switch<Scripted> sources(int count, boolean hotStandby) {
        List<Source> any = IntStream.range(0, count)
                .mapToObj(i -> new Source("file:/" + i))
                .toList();
        return sources(new Job.Stream(any, null, hotStandby, true, 0, 10_000));
    }

    final Switch<Scripted> sources(Job.Stream job) {
        opened.clear();
        return new Switch<>(
                SwitchRules.of(job),
                job.sources(),
                source -> {
                    Scripted feed = new Scripted(source);
                    opened.add(feed);
                    return feed;
                },
                new Switch.Listener() {
                    @Override
                    public void onAir(int source) {
                        said.add("on air " + source);
                    }

                    @Override
                    public void failed(int source, String text) {
                        said.add(source + " failed: " + text);
                    }
                },
                () -> now,
                new Random(5));
    }

    private static long seconds(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    /** Looks every 20 ms, as who makes a channel does. */
    final @Nullable Scripted after(double seconds) {
        Scripted shown = sources.look();
        for (long until = now + seconds(seconds); now < until; ) {
            now += seconds(0.02);
            shown = sources.look();
        }
        return shown;
    }

    final List<Integer> open() {
        return opened.stream()
                .filter(feed -> !feed.ended)
                .map(feed -> feed.source)
                .toList();
    }

    /** The newest attempt at a source. */
    final Scripted attempt(int source) {
        return opened.reversed().stream()
                .filter(feed -> feed.source == source)
                .findFirst()
                .orElseThrow(() -> new AssertionError("source " + source + " was never tried"));
    }

    /** On air from the first source, for long. */
    final Scripted onAir() {
        sources.look();
        Scripted first = attempt(0).comes();
        assertThat(after(20)).isSameAs(first);
        sources.delivered();
        said.clear();
        return first;
    }
}
