package dev.headwater.standalone.check;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.standalone.check.ts.TsClock;
import dev.headwater.standalone.check.ts.TsFacts;
import dev.headwater.standalone.check.ts.TsReader;
import dev.headwater.standalone.check.ts.TsTrack;
import dev.headwater.standalone.check.ts.TsUnit;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads an endless MPEG-TS stream for a while. */
final class EndlessCheck {
    private static final Duration DEFAULT = Duration.ofSeconds(15);
    private static final long MOST_BYTES = 1L << 30;
    private static final int BUFFER = 64 * 1024;
    private static final double SECOND = TsTrack.CLOCK;
    /** ISO/IEC 13818-1 §2.7.2. */
    private static final double CLOCK_EVERY = 0.1;

    private static final double KEY_FRAME_EVERY = 10;
    private static final double JUMP = 1;

    /**
     * What was read.
     *
     * @param elapsed seconds it took
     * @param ended why it is no longer, where it ended by itself; empty: it went on
     */
    record Stream(TsFacts facts, double elapsed, String ended) {}

    private EndlessCheck() {}

    /** @param beginning bytes that were read of it already */
    static CheckReport run(byte[] beginning, InputStream body, CheckLimits limits, StreamCheck.Steps steps)
            throws IOException {
        return report(read(beginning, body, limits.length().orElse(DEFAULT), steps));
    }

    private static Stream read(byte[] beginning, InputStream body, Duration length, StreamCheck.Steps steps) {
        TsReader reader = new TsReader();
        reader.feed(beginning, 0, beginning.length);
        byte[] buffer = new byte[BUFFER];
        long began = System.nanoTime();
        long bytes = 0;
        String ended = "";
        while (ended.isEmpty() && bytes < MOST_BYTES && System.nanoTime() - began < length.toNanos()) {
            try {
                int count = body.read(buffer, 0, BUFFER);
                if (count < 0) {
                    ended = "it ends";
                } else {
                    reader.feed(buffer, 0, count);
                    bytes += count;
                }
            } catch (FetchException e) {
                ended = e.text();
            } catch (IOException e) {
                ended = "the connection broke off";
            }
            steps.at(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began), length.toSeconds(), 0);
        }
        return new Stream(reader.finishHere(), (System.nanoTime() - began) / 1e9, ended);
    }

    static CheckReport report(Stream stream) {
        TsFacts facts = stream.facts();
        double seconds = facts.leading().map(EndlessCheck::span).orElse(0.0);
        List<CheckReport.Line> lines = new ArrayList<>();
        lines.add(line("the stream goes on", goesOn(stream)));
        lines.add(line("packets are as ISO 13818-1 has them", all(facts.faults(), "packets", facts.bytes() / 188)));
        lines.add(line("it begins with PAT, PMT and a key frame", beginning(facts)));
        lines.add(line("continuity counters run on", all(facts.breaks(), "packets", facts.bytes() / 188)));
        lines.add(line("the clock (PCR) comes ten times a second and advances", clock(facts)));
        lines.add(line("times (PTS) of pictures and sound advance", times(facts)));
        lines.add(line("a key frame comes at least every 10 s", keyFrames(facts)));
        lines.add(line("it comes as fast as it plays", pace(stream, seconds)));
        return new CheckReport("transport stream", 1, 0, seconds, lines);
    }

    private static CheckReport.Line line(String rule, Verdict verdict) {
        return CheckReport.Line.of(rule, verdict);
    }

    private static Verdict all(List<String> wrong, String what, long count) {
        Verdict.Places places = new Verdict.Places();
        wrong.forEach(text -> places.add("%s", text));
        places.looked();
        Verdict verdict = places.verdict(what, "");
        return verdict instanceof Verdict.Held ? new Verdict.Held("%,d %s".formatted(count, what)) : verdict;
    }

    private static Verdict goesOn(Stream stream) {
        Verdict.Places places = new Verdict.Places();
        places.check(!stream.ended().isEmpty(), "after %.1f s: %s", stream.elapsed(), stream.ended());
        Verdict verdict = places.verdict("", "");
        return verdict instanceof Verdict.Held
                ? new Verdict.Held("%.0f s, %.1f MB"
                        .formatted(stream.elapsed(), stream.facts().bytes() / 1e6))
                : verdict;
    }

    private static Verdict beginning(TsFacts facts) {
        Verdict.Places places = new Verdict.Places();
        String wanted = facts.video().isPresent() ? "PAT PMT key frame" : "PAT PMT sound";
        places.check(
                !facts.beginning().equals(wanted), "%s", facts.beginning().isEmpty() ? "nothing" : facts.beginning());
        return places.verdict("beginning", "");
    }

    private static Verdict clock(TsFacts facts) {
        Verdict.Places places = new Verdict.Places();
        List<TsClock> clocks = facts.clocks();
        for (int i = 1; i < clocks.size(); i++) {
            TsClock clock = clocks.get(i);
            double step = TsTrack.ticks(clocks.get(i - 1).ticks(), clock.ticks()) / SECOND;
            if (!clock.afterBreak() && clock.pid() == clocks.get(i - 1).pid()) {
                places.check(step < 0 || step > CLOCK_EVERY, "%.3f s from clock %d to the next", step, i - 1);
            }
        }
        return places.verdict("steps", "there is no clock");
    }

    private static Verdict times(TsFacts facts) {
        Verdict.Places places = new Verdict.Places();
        for (TsTrack track : facts.tracks()) {
            for (int i = 1; i < track.units().size(); i++) {
                TsUnit unit = track.units().get(i);
                double step = TsTrack.ticks(track.units().get(i - 1).pts(), unit.pts()) / SECOND;
                if (!unit.afterBreak() && track.kind() != TsTrack.Kind.OTHER) {
                    places.check(Math.abs(step) > JUMP, "PID %d jumps by %.3f s at unit %d", track.pid(), step, i);
                }
            }
        }
        return places.verdict("steps", "nothing has a time");
    }

    private static Verdict keyFrames(TsFacts facts) {
        Verdict.Places places = new Verdict.Places();
        facts.video().ifPresent(track -> {
            double since = 0;
            long last = track.units().getFirst().pts();
            for (TsUnit unit : track.units()) {
                double step = TsTrack.ticks(last, unit.pts()) / SECOND;
                since = unit.key() ? 0 : since + (Math.abs(step) > JUMP ? 0 : step);
                last = unit.pts();
                if (unit.key()) {
                    places.looked();
                } else if (since > KEY_FRAME_EVERY) {
                    places.add("none for %.1f s", since);
                    since = 0;
                }
            }
        });
        return places.verdict("key frames", "there is no picture");
    }

    private static Verdict pace(Stream stream, double seconds) {
        Verdict.Places places = new Verdict.Places();
        // A stream begins with what is there already; after that it can not be ahead of its source.
        places.check(seconds < stream.elapsed() - 3, "%.1f s of media came in %.1f s", seconds, stream.elapsed());
        Verdict verdict = places.verdict("", "");
        return verdict instanceof Verdict.Held
                ? new Verdict.Held("%.1f s of media in %.1f s".formatted(seconds, stream.elapsed()))
                : verdict;
    }

    private static double span(TsTrack track) {
        double span = 0;
        long last = track.units().getFirst().pts();
        for (TsUnit unit : track.units()) {
            double step = TsTrack.ticks(last, unit.pts()) / SECOND;
            span += Math.abs(step) > JUMP ? 0 : step;
            last = unit.pts();
        }
        return Math.max(0, span);
    }
}
