package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.core.media.Ladder;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** An input as pictures and samples in a ladder's shape: its frame rate, its size (letter-boxed), stereo. */
final class DecodedInput implements LadderInput {
    /** Pictures read ahead while waiting for audio; past it the audio has a hole, and the picture goes on. */
    private static final int MAX_AHEAD_SECONDS = 1;

    private final MediaInput input;
    private final Ladder ladder;
    private final Decoder video;
    private final @Nullable Decoder audio;
    private final AVPacket packet = av_packet_alloc();
    private @Nullable FilterGraph pictures;
    private @Nullable FilterGraph samples;
    private double decodedSeconds;
    private long picturesTaken;

    DecodedInput(MediaInput input, Ladder ladder) {
        this.input = input;
        this.ladder = ladder;
        this.video = new Decoder(input.video(), input.videoTime(), this::picture);
        AVCodecParameters parameters = input.audio();
        this.audio = parameters == null ? null : new Decoder(parameters, input.audioTime(), this::samples);
    }

    @Override
    public boolean hasAudio() {
        return audio != null;
    }

    @Override
    public boolean video(AVFrame into) {
        while (pictures == null || !pictures.take(into)) {
            readOn();
        }
        picturesTaken++;
        return true;
    }

    @Override
    public boolean audio(AVFrame into) {
        while (samples == null || !samples.take(into)) {
            if (decodedSeconds - (double) picturesTaken / ladder.frameRate() > MAX_AHEAD_SECONDS) {
                return false;
            }
            readOn();
        }
        return true;
    }

    private void readOn() {
        switch (input.next(packet)) {
            case VIDEO -> video.decode(packet);
            case AUDIO -> {
                if (audio != null) {
                    audio.decode(packet);
                }
            }
            case LOOPED -> {
                video.drain();
                if (audio != null) {
                    audio.drain();
                }
            }
        }
        av_packet_unref(packet);
    }

    private void picture(AVFrame frame) {
        if (pictures == null) {
            pictures = new FilterGraph("", LadderFilters.pictures(frame, input.videoTime(), ladder));
        }
        decodedSeconds = frame.pts() * Av.value(input.videoTime());
        pictures.put(frame);
    }

    private void samples(AVFrame frame) {
        if (samples == null) {
            samples = new FilterGraph("a", LadderFilters.samples(frame, input.audioTime()));
        }
        samples.put(frame);
    }

    @Override
    public void close() {
        if (pictures != null) {
            pictures.close();
        }
        if (samples != null) {
            samples.close();
        }
        if (audio != null) {
            audio.close();
        }
        video.close();
        av_packet_free(packet);
        input.close();
    }
}
