package dev.headwater.ingest.pipeline.title;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.Encoder;
import dev.headwater.ingest.pipeline.encode.Encoders;
import dev.headwater.ingest.pipeline.encode.Silence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** A film's encoded sound, given out as the pictures go on; where it is over before them there is silence. */
final class TitleSoundFeed implements AutoCloseable {
    private static final int STEADY = 6;

    /** One bit rate of it. */
    private static final class Heard {
        private final List<Hearer> hearers = new ArrayList<>();
        private long next;
        private @Nullable AVPacket silence;
    }

    private final PacketFileReader file;
    private final List<Heard> streams = new ArrayList<>();
    private final AVPacket packet = av_packet_alloc();
    private int waiting = -1;
    private boolean over;

    TitleSoundFeed(Path path) throws IOException {
        this.file = new PacketFileReader(path);
        for (int i = 0; i < file.streams(); i++) {
            streams.add(new Heard());
        }
    }

    AVCodecParameters parameters(int stream) {
        return file.parameters(stream);
    }

    void to(int stream, Hearer hearer) {
        streams.get(stream).hearers.add(hearer);
    }

    /** Gives out all that begins before a sample. */
    void feedBefore(long sample) throws IOException {
        while (!over) {
            if (waiting < 0) {
                waiting = file.read(packet);
                over = waiting < 0;
            } else if (packet.pts() >= sample) {
                return;
            } else {
                streams.get(waiting).next = packet.pts() + Encoders.AUDIO_FRAME;
                give(waiting, packet);
                av_packet_unref(packet);
                waiting = -1;
            }
        }
        for (int i = 0; i < streams.size(); i++) {
            beSilent(i, sample);
        }
    }

    private void beSilent(int stream, long sample) {
        Heard heard = streams.get(stream);
        while (heard.next < sample) {
            if (heard.silence == null) {
                heard.silence = silence((int) file.parameters(stream).bit_rate());
            }
            heard.silence.pts(heard.next);
            heard.silence.dts(heard.next);
            heard.silence.duration(Encoders.AUDIO_FRAME);
            give(stream, heard.silence);
            heard.next += Encoders.AUDIO_FRAME;
        }
    }

    private void give(int stream, AVPacket given) {
        for (Hearer hearer : streams.get(stream).hearers) {
            hearer.hear(given, file.timeBase(stream));
        }
    }

    /** What an encoder makes of silence once it has heard nothing else: each packet is like the one before. */
    private static AVPacket silence(int bitrate) {
        AVPacket[] last = new AVPacket[1];
        AVFrame frame = av_frame_alloc();
        try (Silence nothing = new Silence();
                Encoder encoder = Encoders.aac(bitrate)) {
            for (int i = 0; i < STEADY; i++) {
                nothing.next(frame);
                frame.pts((long) i * Encoders.AUDIO_FRAME);
                encoder.encode(frame, (made, time) -> {
                    av_packet_free(last[0]);
                    last[0] = av_packet_clone(made);
                });
                av_frame_unref(frame);
            }
            encoder.finish((made, time) -> {});
        } finally {
            av_frame_free(frame);
        }
        if (last[0] == null) {
            throw new PipelineException("the encoder makes nothing of silence");
        }
        return last[0];
    }

    @Override
    public void close() throws IOException {
        for (Heard heard : streams) {
            av_packet_free(heard.silence);
        }
        av_packet_free(packet);
        file.close();
    }
}
