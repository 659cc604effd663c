package dev.headwater.ingest.pipeline.title;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import dev.headwater.ingest.pipeline.encode.VideoEncoder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/** What a muxer has to know of a stream that one of our encoders made. */
@SuppressWarnings("ArrayRecordComponent") // a few bytes, read once
record PacketStream(
        int type,
        int codec,
        int format,
        int profile,
        int level,
        int width,
        int height,
        int sampleRate,
        int channels,
        int frameSize,
        long bitRate,
        int timeNumerator,
        int timeDenominator,
        byte[] head) {
    private static final int MAX_HEAD = 1 << 16;

    static PacketStream of(VideoEncoder encoder) {
        AVCodecParameters all = encoder.parameters();
        byte[] head = new byte[all.extradata_size()];
        if (head.length > 0) {
            all.extradata().get(head, 0, head.length);
        }
        AVRational time = encoder.timeBase();
        return new PacketStream(
                all.codec_type(),
                all.codec_id(),
                all.format(),
                all.profile(),
                all.level(),
                all.width(),
                all.height(),
                all.sample_rate(),
                all.ch_layout().nb_channels(),
                all.frame_size(),
                all.bit_rate(),
                time.num(),
                time.den(),
                head);
    }

    void write(DataOutputStream out) throws IOException {
        for (int value : new int[] {
            type,
            codec,
            format,
            profile,
            level,
            width,
            height,
            sampleRate,
            channels,
            frameSize,
            timeNumerator,
            timeDenominator
        }) {
            out.writeInt(value);
        }
        out.writeLong(bitRate);
        out.writeInt(head.length);
        out.write(head);
    }

    static PacketStream read(DataInputStream in) throws IOException {
        int[] v = new int[12];
        for (int i = 0; i < v.length; i++) {
            v[i] = in.readInt();
        }
        long bitRate = in.readLong();
        int length = in.readInt();
        if (length < 0 || length > MAX_HEAD) {
            throw new IOException("a stream's head of " + length + " bytes");
        }
        byte[] head = new byte[length];
        in.readFully(head);
        return new PacketStream(
                v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], bitRate, v[10], v[11], head);
    }

    /** To be freed by the caller. */
    AVCodecParameters parameters() {
        AVCodecParameters all = avcodec_parameters_alloc();
        all.codec_type(type).codec_id(codec).format(format).profile(profile).level(level);
        all.width(width)
                .height(height)
                .sample_rate(sampleRate)
                .frame_size(frameSize)
                .bit_rate(bitRate);
        if (width > 0) {
            all.sample_aspect_ratio().num(1).den(1);
        }
        if (channels > 0) {
            av_channel_layout_default(all.ch_layout(), channels);
        }
        if (head.length > 0) {
            BytePointer own = new BytePointer(av_mallocz(head.length + AV_INPUT_BUFFER_PADDING_SIZE));
            own.put(head, 0, head.length);
            all.extradata(own);
            all.extradata_size(head.length);
        }
        return all;
    }

    AVRational timeBase() {
        return new AVRational().num(timeNumerator).den(timeDenominator);
    }
}
