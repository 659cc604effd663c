package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.core.media.Ladder;
import java.util.Objects;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * A film in a ladder's shape, from its beginning to the end of its picture or its sound, whichever is later: until then
 * the last picture stands, or there is silence.
 */
final class TitleInput implements LadderInput {
    private final TitleStream pictures;
    private final @Nullable TitleStream samples;
    private final AVFrame lastPicture = av_frame_alloc();
    private final @Nullable Silence silence;
    private boolean soundEnded;

    /** Owns both streams from here on. */
    TitleInput(TitleStream pictures, @Nullable TitleStream samples, String called) {
        this.pictures = pictures;
        OptionalDouble first = pictures.begins();
        if (first.isEmpty()) {
            throw new PipelineException(called + " holds no picture that can be decoded");
        }
        OptionalDouble heard = samples == null ? OptionalDouble.empty() : samples.begins();
        this.samples = heard.isPresent() ? samples : null;
        this.silence = heard.isPresent() ? new Silence() : null;
        double beginning = Math.min(first.getAsDouble(), heard.orElse(first.getAsDouble()));
        pictures.beginAt(beginning);
        if (this.samples != null) {
            this.samples.beginAt(beginning);
        } else if (samples != null) {
            samples.close();
        }
    }

    /** What a title's pictures pass to fit the ladder. */
    static TitleStream pictures(TitleFile file, Ladder ladder, int threads) {
        AVStream stream = Objects.requireNonNull(file.videoStream());
        return new TitleStream(
                file,
                stream,
                threads,
                frame -> new FilterGraph("", LadderFilters.pictures(frame, stream.time_base(), ladder)));
    }

    /** What a title's sound passes. */
    static TitleStream samples(TitleFile file) {
        AVStream stream = Objects.requireNonNull(file.audioStream());
        return new TitleStream(
                file, stream, 1, frame -> new FilterGraph("a", LadderFilters.samples(frame, stream.time_base())));
    }

    @Override
    public boolean hasAudio() {
        return samples != null;
    }

    @Override
    public boolean video(AVFrame into) {
        if (pictures.take(into)) {
            av_frame_unref(lastPicture);
            Av.check(av_frame_ref(lastPicture, into), "no memory for a picture");
            return true;
        }
        if (samples == null || soundEnded || lastPicture.width() == 0) {
            return false;
        }
        Av.check(av_frame_ref(into, lastPicture), "no memory for a picture");
        return true;
    }

    @Override
    public boolean audio(AVFrame into) {
        if (samples == null || silence == null) {
            return false;
        }
        if (!soundEnded && samples.take(into)) {
            return true;
        }
        soundEnded = true;
        silence.next(into);
        return true;
    }

    @Override
    public void close() {
        pictures.close();
        if (samples != null) {
            samples.close();
        }
        if (silence != null) {
            silence.close();
        }
        av_frame_free(lastPicture);
    }
}
