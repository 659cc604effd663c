package dev.headwater.ingest.pipeline.source;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Leaves out the last picture of a transport stream that broke off, and lets the others through one picture later from then
 * on. How long a picture is its PES packet need not say (H.222.0 §2.4.3.7, {@code PES_packet_length} 0): it lasts until the
 * next begins, and FFmpeg takes what there is of the last one for a whole one. Half a picture is an error to a browser's
 * decoder, which then plays nothing behind it.
 */
final class LastPicture implements AutoCloseable {
    private final AVPacket held = av_packet_alloc();
    private final AVPacket next = av_packet_alloc();
    private boolean holds;

    /**
     * Whether it was taken out of the packet, as nothing is known to begin behind it; else the packet holds a picture
     * that another followed.
     *
     * @param over whether the source broke off already, and what comes is what is left of it
     */
    boolean holdsBack(boolean over, AVPacket picture) {
        if (!holds) {
            if (over) {
                av_packet_move_ref(held, picture);
                holds = true;
            }
            return over;
        }
        av_packet_move_ref(next, picture);
        av_packet_move_ref(picture, held);
        av_packet_move_ref(held, next);
        return false;
    }

    @Override
    public void close() {
        av_packet_free(held);
        av_packet_free(next);
    }
}
