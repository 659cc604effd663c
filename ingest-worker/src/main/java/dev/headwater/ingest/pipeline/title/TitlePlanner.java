package dev.headwater.ingest.pipeline.title;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.pipeline.av.Decoder;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.source.TitleFile;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/** Looks at a film's file and says how it is made: in parts only where each part's beginning can be gone to for sure. */
public final class TitlePlanner {
    /** What is read again for each part has to be little beside it. */
    private static final double MOST_BEFORE = 60;

    /** Bytes that have to stay free on the disk. */
    private static final long RESERVE = 512L << 20;

    private TitlePlanner() {}

    /** @param reading is told the place in the file, in bytes: what begins late is looked for to its end */
    static TitlePlan plan(TitleSource source, Frame.Probed facts, long partMillis, LongConsumer reading) {
        OptionalDouble pictures = begins(source, TitleFile::videoStream, reading);
        OptionalDouble sound = begins(source, TitleFile::audioStream, reading);
        if (!facts.video().isEmpty() && pictures.isEmpty()) {
            throw new PipelineException(source.called() + " holds no picture that can be decoded");
        }
        if (pictures.isEmpty() && sound.isEmpty()) {
            throw new PipelineException(source.called() + " holds no sound that can be decoded");
        }
        double begins = Math.min(pictures.orElse(Double.POSITIVE_INFINITY), sound.orElse(Double.POSITIVE_INFINITY));
        int parts = pictures.isPresent() ? parts(source, facts.millis(), partMillis, begins) : 1;
        return new TitlePlan(
                source.fingerprint(),
                facts,
                begins,
                pictures.isPresent(),
                sound.isPresent(),
                pictures.isPresent() && sound.isPresent() ? moreSounds(source, reading) : List.of(),
                parts,
                partMillis);
    }

    private static List<Integer> moreSounds(TitleSource source, LongConsumer reading) {
        List<Integer> others;
        try (TitleFile file = source.open()) {
            others = file.otherSounds().stream()
                    .filter(index -> Decoder.isKnown(file.stream(index).codecpar()))
                    .toList();
        }
        return others.stream()
                .filter(index ->
                        begins(source, file -> file.stream(index), reading).isPresent())
                .toList();
    }

    /** Empty: there is no such stream, or nothing of it can be decoded. */
    private static OptionalDouble begins(
            TitleSource source, Function<TitleFile, @Nullable AVStream> which, LongConsumer reading) {
        TitleFile file = source.open();
        file.tell(reading);
        AVStream stream = which.apply(file);
        if (stream == null) {
            file.close();
            return OptionalDouble.empty();
        }
        try (TitleStream frames = new TitleStream(file, stream, 1, "", 0, (frame, time) -> {
            throw new IllegalStateException("nothing is filtered here");
        })) {
            return frames.begins();
        }
    }

    private static int parts(TitleSource source, long millis, long partMillis, double begins) {
        int parts = partMillis <= 0 ? 1 : (int) Math.max(1, millis / partMillis);
        if (parts == 1) {
            return 1;
        }
        try (TitleFile file = source.open()) {
            if (file.mayJump() || !file.hasIndex()) {
                return 1;
            }
            AVStream stream = Objects.requireNonNull(file.videoStream());
            file.only(stream);
            for (int part = 1; part < parts; part++) {
                double from = begins + part * partMillis / 1000.0;
                OptionalDouble key = file.keyBefore(stream, from);
                if (key.isEmpty() || key.getAsDouble() > from || key.getAsDouble() < from - MOST_BEFORE) {
                    return 1;
                }
            }
        }
        return parts;
    }

    /** About how much the disk has to hold while a film is made: all that is encoded, and the MP4 of the best of it. */
    static long bytes(TitlePlan plan, Job.Title job) {
        Ladder ladder = ladder(plan, job.ladder());
        long bits = ladder.rungs().stream().mapToLong(TitlePlanner::bits).sum()
                + bits(ladder.rungs().getFirst())
                + 2L * plan.moreSounds().size() * ladder.rungs().getFirst().audioBitrate();
        return plan.facts().millis() / 1000 * bits / 8 * 11 / 10;
    }

    private static long bits(Rung rung) {
        return (long) rung.videoBitrate() + rung.audioBitrate();
    }

    /** What is made of it, whatever was asked for. */
    static Ladder ladder(TitlePlan plan, Ladder asked) {
        return plan.pictures() ? TitleLadder.fit(asked, plan.facts()) : asked;
    }

    /**
     * Sees that there is room.
     *
     * @param there bytes of it that are on the disk already
     */
    public static void room(long needed, long there, long free) {
        long more = Math.max(0, needed - there);
        if (more + RESERVE > free) {
            throw new PipelineException(
                    "the disk is almost full: about " + (more >> 20) + " MiB are needed to make this, "
                            + (RESERVE >> 20) + " more have to stay free, and " + (free >> 20) + " are");
        }
    }
}
