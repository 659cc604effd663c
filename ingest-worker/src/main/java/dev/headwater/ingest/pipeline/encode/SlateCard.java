package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.Av;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A sentence on a calm blue, and silence. Drawn once, shown again and again. */
public final class SlateCard implements LadderInput {
    /** What viewers of a channel read whose sources all fail. */
    public static final String OFF_AIR = "This channel is off air";

    private static final int INK = 225;
    private static final int NO_COLOUR = 128;
    private static final int BLUE_CB = 146;
    private static final int BLUE_CR = 118;
    private static final int TOP_LUMA = 58;
    private static final int BOTTOM_LUMA = 30;

    private final AVFrame picture = av_frame_alloc();
    private final Silence silence = new Silence();
    private final boolean sound;
    private final Choice choice;

    public SlateCard(String text, Ladder ladder) {
        this(text, ladder, true, Choice.NONE);
    }

    /**
     * Of who shows it for a while.
     *
     * @param sound whether there is silence to be heard, and not nothing at all
     * @param choice what could be chosen before, and can be after: each is silent, or empty
     */
    public SlateCard(String text, Ladder ladder, boolean sound, Choice choice) {
        this.sound = sound;
        this.choice = choice;
        Rung top = ladder.rungs().getFirst();
        picture.format(AV_PIX_FMT_YUV420P).width(top.width()).height(top.height());
        Av.check(av_frame_get_buffer(picture, 0), "no memory for a picture");
        draw(new Lettering(text, top.width(), top.height()), top.width(), top.height());
    }

    private void draw(Lettering ink, int width, int height) {
        byte[] row = new byte[width];
        for (int y = 0; y < height; y++) {
            double luma = TOP_LUMA + (double) (BOTTOM_LUMA - TOP_LUMA) * y / height;
            for (int x = 0; x < width; x++) {
                row[x] = blend(luma, INK, ink.at(x, y));
            }
            put(0, y, row, width);
        }
        for (int y = 0; y < height / 2; y++) {
            for (int plane = 1; plane <= 2; plane++) {
                int background = plane == 1 ? BLUE_CB : BLUE_CR;
                for (int x = 0; x < width / 2; x++) {
                    double four = ink.at(2 * x, 2 * y)
                            + ink.at(2 * x + 1, 2 * y)
                            + ink.at(2 * x, 2 * y + 1)
                            + ink.at(2 * x + 1, 2 * y + 1);
                    row[x] = blend(background, NO_COLOUR, four / 4);
                }
                put(plane, y, row, width / 2);
            }
        }
    }

    private static byte blend(double background, int ink, double share) {
        return (byte) Math.round(background + (ink - background) * share);
    }

    private void put(int plane, int y, byte[] row, int length) {
        picture.data(plane).position((long) y * picture.linesize(plane)).put(row, 0, length);
    }

    @Override
    public boolean hasAudio() {
        return sound;
    }

    @Override
    public boolean video(AVFrame into) {
        Av.check(av_frame_ref(into, picture), "no memory for a picture");
        return true;
    }

    @Override
    public Choice choice() {
        return choice;
    }

    @Override
    public boolean audio(int which, AVFrame into) {
        silence.next(into);
        return true;
    }

    @Override
    public void close() {
        av_frame_free(picture);
        silence.close();
    }
}
