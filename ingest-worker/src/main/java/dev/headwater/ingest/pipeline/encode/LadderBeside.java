package dev.headwater.ingest.pipeline.encode;

import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Track;
import dev.headwater.ingest.pipeline.av.Av;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.jspecify.annotations.Nullable;

/** What goes beside the pictures of a ladder: every other sound, encoded once for all rungs, and every text. */
final class LadderBeside implements AutoCloseable {
    private final LadderInput input;
    private final Choice choice;
    private final int bitrate;
    private final int first;
    private final List<AudioLadder> encoders = new ArrayList<>();
    private final List<SoundSegmenter> sounds = new ArrayList<>();
    private final List<TextSegmenter> texts = new ArrayList<>();
    private final TextSink sink = this::text;

    /** Waits until it is known what there is. */
    LadderBeside(LadderInput input, int bitrate, Report report) {
        this.input = input;
        this.choice = input.choice();
        this.bitrate = bitrate;
        this.first = choice.isApart(report.container()) ? 0 : 1;
        for (int n = first; n < choice.sounds().size(); n++) {
            AudioLadder encoder = new AudioLadder(input, n);
            AVCodecParameters codec = encoder.add(bitrate);
            if (codec != null) {
                SoundSegmenter segmenter = new SoundSegmenter(Renditions.sound(n), codec, true, false, report);
                encoder.feed(bitrate, segmenter);
                encoders.add(encoder);
                sounds.add(segmenter);
            }
        }
        for (int n = 0; n < choice.texts().size(); n++) {
            texts.add(new TextSegmenter(Renditions.text(n), report));
        }
    }

    List<Companion> companions() {
        return Stream.<Companion>concat(sounds.stream(), texts.stream()).toList();
    }

    /** See {@link Choice#main}. */
    @Nullable
    Track main() {
        return choice.main();
    }

    List<Rendition> renditions() {
        List<Rendition> all = new ArrayList<>();
        for (int i = 0; i < sounds.size(); i++) {
            all.add(Renditions.sound(
                    i + first, encoders.get(i).codec().orElseThrow(), bitrate, choice.sound(i + first)));
        }
        for (int n = 0; n < texts.size(); n++) {
            all.add(Renditions.text(n, choice.texts().get(n)));
        }
        return all;
    }

    /** As {@link AudioLadder#encodeUpTo}. */
    void encodeUpTo(long picture, int frameRate) {
        for (AudioLadder encoder : encoders) {
            encoder.encodeUpTo(picture, frameRate);
        }
    }

    /** Takes what came to be read so far. */
    void passTexts() {
        if (!texts.isEmpty()) {
            input.texts(sink);
        }
    }

    /** One second on, as all that is encoded. */
    private void text(int n, double from, double seconds, String text) {
        if (n < texts.size()) {
            texts.get(n)
                    .text(
                            Math.round((from + 1) * Av.TICKS_PER_SECOND),
                            Math.round(seconds * Av.TICKS_PER_SECOND),
                            text);
        }
    }

    void finish() {
        encoders.forEach(AudioLadder::finish);
    }

    @Override
    public void close() {
        encoders.forEach(AudioLadder::close);
        sounds.forEach(SoundSegmenter::close);
        texts.forEach(TextSegmenter::close);
    }
}
