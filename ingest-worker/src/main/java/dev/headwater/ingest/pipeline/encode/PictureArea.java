package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;

import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.Av;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Where in a ladder's top size a source's picture lies, between what {@link LadderFilters} puts beside it.
 *
 * @param hd whether its colours are those of HD (ITU-R BT.709), else those of SD (BT.601)
 */
public record PictureArea(int left, int top, int width, int height, boolean hd) {
    private static final int SD_LINES = 576;

    public static PictureArea of(AVFrame source, Rung top) {
        double sample = source.sample_aspect_ratio().num() > 0 ? Av.value(source.sample_aspect_ratio()) : 1;
        double aspect = sample * source.width() / source.height();
        int width = Math.min(top.width(), even(top.height() * aspect));
        int height = Math.min(top.height(), even(top.width() / aspect));
        int colours = source.colorspace();
        boolean hd = colours == AVCOL_SPC_BT709 || (colours == AVCOL_SPC_UNSPECIFIED && source.height() > SD_LINES);
        return new PictureArea((top.width() - width) / 2 & ~1, (top.height() - height) / 2 & ~1, width, height, hd);
    }

    private static int even(double length) {
        return 2 * (int) Math.round(length / 2);
    }
}
