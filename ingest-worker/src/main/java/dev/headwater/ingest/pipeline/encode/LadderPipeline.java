package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.core.media.Container;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.Pacer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * One input, encoded to every rung of a ladder at once: the key frames of all rungs are the same pictures. The input is its
 * caller's to close, behind this.
 */
public final class LadderPipeline implements AutoCloseable {
    private final Ladder ladder;
    private final LadderInput input;
    private final Pacer pacer;
    private final Report report;
    private final @Nullable StillCamera camera;
    private final AudioLadder audio;
    private final List<VideoRung> rungs = new ArrayList<>();
    private final AVFrame picture = av_frame_alloc();
    private @Nullable LadderBeside beside;
    private boolean opened;
    private long made;

    public LadderPipeline(Ladder ladder, LadderInput input, Pacer pacer, Report report) {
        this(ladder, input, pacer, 1, H264Encoders.software(), report);
    }

    /** @param threads for each encoder */
    public LadderPipeline(
            Ladder ladder, LadderInput input, Pacer pacer, int threads, H264Encoders encoders, Report report) {
        this(ladder, input, pacer, threads, encoders, null, report);
    }

    /**
     * Encodes by what there is.
     *
     * @param threads for each encoder
     * @param camera null: no stills are wanted
     */
    public LadderPipeline(
            Ladder ladder,
            LadderInput input,
            Pacer pacer,
            int threads,
            H264Encoders encoders,
            @Nullable StillCamera camera,
            Report report) {
        this.camera = camera;
        this.ladder = ladder;
        this.input = input;
        this.pacer = pacer;
        this.report = report;
        this.audio = new AudioLadder(input, 0);
        boolean isApart = report.container() == Container.FMP4 && input.choice().isApart(report.container());
        AudioLadder beside = isApart ? null : audio;
        Rung top = ladder.rungs().getFirst();
        for (Rung rung : ladder.rungs()) {
            rungs.add(new VideoRung(top, rung, ladder.frameRate(), threads, encoders, beside, report));
        }
        report.state(
                "encoding to " + ladder.name() + " with " + rungs.getFirst().encoderName());
    }

    /**
     * Encodes the input to its end, or until what follows {@linkplain #beginsAnew has to begin anew}.
     *
     * @param maxMillis how much media to make at most; 0: without end
     * @return how much was made, in ms
     */
    public long run(long maxMillis) {
        return run(maxMillis, 0);
    }

    /** @param before how much others made before, in ms: a part of what is made at most */
    public long run(long maxMillis, long before) {
        long last = maxMillis == 0 ? Long.MAX_VALUE : (maxMillis - before) * ladder.frameRate() / 1000;
        while (made < last && !beginsAnew() && step()) {
            report.progress(before + millis());
        }
        finish();
        return millis();
    }

    /**
     * Whether what follows is to be made by another: there is more to choose, or hardware has failed whose successor needs
     * another head.
     */
    public boolean beginsAnew() {
        return input.hasGrown() || hasFailed();
    }

    private boolean hasFailed() {
        return rungs.stream().anyMatch(VideoRung::hasFailed);
    }

    /** Encodes one picture more, when it is time for it; false: there is none. */
    public boolean step() {
        pacer.await(made * TimeUnit.SECONDS.toNanos(1) / ladder.frameRate());
        LadderBeside others = beside();
        audio.encodeUpTo(made, ladder.frameRate());
        others.encodeUpTo(made, ladder.frameRate());
        if (!input.video(picture)) {
            return false;
        }
        others.passTexts();
        if (camera != null && made > 0 && camera.isDue()) { // the first may be black
            camera.take(picture);
        }
        long keyInterval = Packaging.SEGMENT_DURATION.toSeconds() * ladder.frameRate();
        for (VideoRung rung : rungs) {
            rung.encode(picture, made, made % keyInterval == 0);
        }
        av_frame_unref(picture);
        made++;
        if (!opened) {
            reportOpened();
        }
        return true;
    }

    /** What there is beside the picture is known when there is a first one. */
    private LadderBeside beside() {
        LadderBeside known = beside;
        if (known == null) {
            known = new LadderBeside(input, ladder.rungs().getFirst().audioBitrate(), report);
            rungs.getFirst().lead(known.companions());
            beside = known;
        }
        return known;
    }

    /** Ends the last segment, however short. */
    public void finish() {
        audio.encodeUpTo(made, ladder.frameRate());
        audio.finish();
        if (beside != null) {
            beside.encodeUpTo(made, ladder.frameRate());
            beside.finish();
        }
        if (hasFailed()) {
            finishTogether();
        } else {
            rungs.forEach(VideoRung::finish);
        }
    }

    /**
     * Where a rung has lost its last pictures, it ends when the others do. Where it lost the beginning of its last segment,
     * too, or had none yet, nobody's is shown: segments are listed where every rung has one of the same length.
     */
    private void finishTogether() {
        rungs.forEach(VideoRung::drain);
        if (opened && rungs.stream().mapToLong(VideoRung::segments).distinct().count() == 1) {
            rungs.forEach(rung -> rung.finishBehind(made));
        } else {
            rungs.forEach(VideoRung::finishWithoutLast);
        }
    }

    /** How much was made. */
    public long millis() {
        return made * 1000 / ladder.frameRate();
    }

    /** An encoder may look ahead: its first packet need not come with the first picture. */
    private void reportOpened() {
        List<Rendition> renditions = rungs.stream()
                .map(VideoRung::rendition)
                .flatMap(Optional::stream)
                .toList();
        if (renditions.size() == rungs.size()) {
            LadderBeside others = beside();
            report.opened(Stream.concat(
                            renditions.stream().map(one -> one.saying(others.main())), others.renditions().stream())
                    .toList());
            opened = true;
        }
    }

    @Override
    public void close() {
        rungs.forEach(VideoRung::close);
        audio.close();
        if (beside != null) {
            beside.close();
        }
        av_frame_free(picture);
    }
}
