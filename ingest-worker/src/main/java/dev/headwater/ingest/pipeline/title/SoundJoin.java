package dev.headwater.ingest.pipeline.title;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.pipeline.av.CodecNames;
import dev.headwater.ingest.pipeline.encode.Encoders;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.encode.TsSegmenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Sound alone: one rendition, cut wherever two seconds are full. */
final class SoundJoin {
    private static final String RENDITION = "audio";

    private SoundJoin() {}

    /** To the end; returns how long it is, in ms. */
    static long run(Path path, Mp4Writer mp4, Report report, LongConsumer progress) throws IOException {
        AVPacket packet = av_packet_alloc();
        try (PacketFileReader file = new PacketFileReader(path)) {
            AVCodecParameters sound = file.parameters(0);
            int inMp4 = mp4.addAudio(sound, null);
            long bitrate = sound.bit_rate();
            report.opened(List.of(new Rendition(
                    RENDITION, CodecNames.audio(sound).orElseThrow(), 0, 0, 0, bitrate * 5 / 4, bitrate * 107 / 100)));
            try (TsSegmenter segmenter = new TsSegmenter(RENDITION, sound, null, report)) {
                while (file.read(packet) >= 0) {
                    progress.accept(Math.max(0, TitleSound.millis(packet.pts())));
                    mp4.audio(inMp4, packet, file.timeBase(0));
                    packet.pts(packet.pts() + Encoders.SAMPLE_RATE); // nothing, not even the lead-in, is before 0
                    packet.dts(packet.dts() + Encoders.SAMPLE_RATE);
                    segmenter.video(packet, file.timeBase(0));
                    av_packet_unref(packet);
                }
                segmenter.finish();
            }
        } finally {
            av_packet_free(packet);
        }
        return TitleSound.millis(PacketFileReader.length(path));
    }
}
