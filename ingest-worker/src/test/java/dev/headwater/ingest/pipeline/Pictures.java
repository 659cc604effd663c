package dev.headwater.ingest.pipeline;

import dev.headwater.ingest.pipeline.av.Decoder;
import dev.headwater.ingest.pipeline.source.MediaFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;

/** What a file shows, picture by picture. */
public final class Pictures {
    private Pictures() {}

    /**
     * What is seen in each picture.
     *
     * @param look at a picture, which is the next one afterwards
     */
    public static <T> List<T> of(Path file, Function<AVFrame, T> look) {
        List<T> all = new ArrayList<>();
        AVPacket packet = avcodec.av_packet_alloc();
        try (MediaFile media = new MediaFile(file.toString());
                Decoder decoder = new Decoder(
                        media.videoStream().codecpar(),
                        media.videoStream().time_base(),
                        frame -> all.add(look.apply(frame)))) {
            while (media.read(packet)) {
                if (media.isVideo(packet)) {
                    decoder.decode(packet);
                }
                avcodec.av_packet_unref(packet);
            }
            decoder.drain();
        } finally {
            avcodec.av_packet_free(packet);
        }
        return all;
    }
}
