package dev.headwater.ingest.pipeline.av;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * How a picture is to be turned before it is shown, as phones say of what they film upright. Of FFmpeg's display matrix
 * (libavutil/display.h) no more than the quarter that is next is looked at, and whether it mirrors.
 *
 * @param isSideways whether width and height change places
 * @param filters what turns it, each after a comma; empty: nothing has to
 */
public record Orientation(boolean isSideways, String filters) {
    private static final Orientation UPRIGHT = new Orientation(false, "");
    private static final int LENGTH = 9;

    public static Orientation of(AVFrame frame) {
        AVFrameSideData matrix = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        return matrix == null || matrix.isNull() ? UPRIGHT : of(matrix.data(), matrix.size());
    }

    /** As a file's head has it. */
    public static Orientation of(AVCodecParameters parameters) {
        AVPacketSideData matrix = av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        return matrix == null || matrix.isNull() ? UPRIGHT : of(matrix.data(), matrix.size());
    }

    private static Orientation of(BytePointer matrix, long bytes) {
        if (bytes < (long) LENGTH * Integer.BYTES) {
            return UPRIGHT;
        }
        int[] m = new int[LENGTH];
        new IntPointer(matrix).get(m);
        if (Math.abs((long) m[1]) > Math.abs((long) m[0])) {
            String turned = m[1] > 0 ? m[3] > 0 ? "cclock_flip" : "clock" : m[3] < 0 ? "clock_flip" : "cclock";
            return new Orientation(true, ",transpose=" + turned);
        }
        return new Orientation(false, (m[0] < 0 ? ",hflip" : "") + (m[4] < 0 ? ",vflip" : ""));
    }
}
