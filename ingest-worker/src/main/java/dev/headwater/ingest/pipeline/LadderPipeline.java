package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Rung;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** One input, encoded to every rung of a ladder at once: the key frames of all rungs are the same pictures. */
final class LadderPipeline implements AutoCloseable {
    private final Ladder ladder;
    private final LadderInput input;
    private final Pacer pacer;
    private final Report report;
    private final AudioLadder audio;
    private final List<VideoRung> rungs = new ArrayList<>();
    private final AVFrame picture = av_frame_alloc();
    private boolean opened;
    private long made;

    LadderPipeline(Ladder ladder, LadderInput input, Pacer pacer, Report report) {
        this(ladder, input, pacer, 1, report);
    }

    /** @param threads for each encoder */
    LadderPipeline(Ladder ladder, LadderInput input, Pacer pacer, int threads, Report report) {
        this(ladder, input, pacer, threads, H264Encoders.software(), report);
    }

    LadderPipeline(Ladder ladder, LadderInput input, Pacer pacer, int threads, H264Encoders encoders, Report report) {
        this.ladder = ladder;
        this.input = input;
        this.pacer = pacer;
        this.report = report;
        this.audio = new AudioLadder(input);
        Rung top = ladder.rungs().getFirst();
        for (Rung rung : ladder.rungs()) {
            rungs.add(new VideoRung(top, rung, ladder.frameRate(), threads, encoders, audio, report));
        }
        report.state(
                "encoding to " + ladder.name() + " with " + rungs.getFirst().encoderName());
    }

    /** Has what the best rung makes written to a file as well. */
    void copyTo(Mp4Writer file) {
        rungs.getFirst().copyTo(file);
    }

    /**
     * Encodes the input to its end.
     *
     * @param maxMillis how much media to make at most; 0: without end
     * @return how much was made, in ms
     */
    long run(long maxMillis) {
        long last = maxMillis == 0 ? Long.MAX_VALUE : maxMillis * ladder.frameRate() / 1000;
        while (made < last && step()) {
            report.progress(millis());
        }
        finish();
        return millis();
    }

    /** Encodes one picture more, when it is time for it; false: there is none. */
    boolean step() {
        pacer.await(made * TimeUnit.SECONDS.toNanos(1) / ladder.frameRate());
        audio.encodeUpTo(made, ladder.frameRate());
        if (!input.video(picture)) {
            return false;
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

    /** Ends the last segment, however short. */
    void finish() {
        audio.encodeUpTo(made, ladder.frameRate());
        audio.finish();
        rungs.forEach(VideoRung::finish);
    }

    /** How much was made. */
    long millis() {
        return made * 1000 / ladder.frameRate();
    }

    /** An encoder may look ahead: its first packet need not come with the first picture. */
    private void reportOpened() {
        List<Rendition> renditions = rungs.stream()
                .map(VideoRung::rendition)
                .flatMap(Optional::stream)
                .toList();
        if (renditions.size() == rungs.size()) {
            report.opened(renditions);
            opened = true;
        }
    }

    @Override
    public void close() {
        rungs.forEach(VideoRung::close);
        audio.close();
        av_frame_free(picture);
        input.close();
    }
}
