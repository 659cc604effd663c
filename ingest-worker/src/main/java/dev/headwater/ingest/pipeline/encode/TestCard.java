package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.FilterGraph;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A generated picture with the time of day and a beep on every full second. */
public final class TestCard implements LadderInput {
    private final FilterGraph pictures;
    private final ClockBox clock;
    private final List<Tone> tones = new ArrayList<>();
    private final int frameRate;
    private final long startMillis;
    private long frames;

    /**
     * Makes a test card.
     *
     * @param style empty for colour bars, or {@code gradients}
     * @param startMillis time of day of the first picture, in ms since 1970
     */
    public TestCard(String style, Ladder ladder, long startMillis) {
        Rung top = ladder.rungs().getFirst();
        String options = "=size=" + top.width() + "x" + top.height() + ":rate=" + ladder.frameRate();
        String source = switch (style) {
            case "" -> "smptehdbars" + options;
            case "gradients" -> "gradients" + options + ":speed=0.02:seed=2026";
            default ->
                throw new PipelineException(
                        "there is no test card '" + style + "'; there are testcard: and testcard:gradients");
        };
        this.pictures = new FilterGraph("", source + ",format=yuv420p");
        this.clock = new ClockBox(top.width(), top.height());
        this.frameRate = ladder.frameRate();
        this.startMillis = startMillis;
    }

    @Override
    public boolean hasAudio() {
        return true;
    }

    @Override
    public boolean video(AVFrame into) {
        if (!pictures.take(into)) {
            throw new PipelineException("the test card gives no picture");
        }
        Av.check(av_frame_make_writable(into), "no memory for a picture");
        clock.paint(into, startMillis + frames++ * 1000 / frameRate);
        return true;
    }

    @Override
    public boolean audio(int sound, AVFrame into) {
        while (tones.size() <= sound) { // as a backup of who has several languages: the same in each
            tones.add(new Tone(startMillis));
        }
        tones.get(sound).next(into);
        return true;
    }

    @Override
    public void close() {
        pictures.close();
        tones.forEach(Tone::close);
    }
}
