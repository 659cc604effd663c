package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.ingest.fetch.FileList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Files one after the other, round and round, as if they had begun with the epoch: who opens it comes in where it would be
 * by now. The list is read when it is opened; a file that can not be read is left out. A file that is encoded otherwise
 * than the one before ends it, so that what hangs on that begins anew.
 */
final class PlaylistInput implements MediaInput {
    private static final long OVERHANG = Av.TICKS_PER_SECOND / 2;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private record Entry(Path path, long millis) {}

    private final List<Entry> entries;
    private final AVRational time = new AVRational().num(1).den(Av.TICKS_PER_SECOND);
    private int current;
    private MediaFile file;
    private boolean begun;
    private long shift;
    private long start;
    private long lastDts = NEVER;
    private long videoEnd;
    private long audioEnd;

    private PlaylistInput(List<Entry> entries, int first, long position) {
        this.entries = entries;
        this.current = first;
        this.file = new MediaFile(entries.get(first).path().toString());
        if (position > 0) {
            file.seek(position);
        }
    }

    /** @throws IOException where the list or all its files can not be read, with the reason */
    static PlaylistInput open(Path list, InstantSource clock) throws IOException {
        List<Entry> entries = new ArrayList<>();
        String reason = "";
        for (Path path : FileList.read(list)) {
            try (MediaFile file = new MediaFile(path.toString())) {
                if (file.millis() > 0) {
                    entries.add(new Entry(path, file.millis()));
                }
            } catch (PipelineException e) {
                reason = e.text();
                System.err.println("left out: " + reason);
            }
        }
        if (entries.isEmpty()) {
            throw FetchException.lasting("no file of the playlist " + list + " can be played: " + reason);
        }
        long position =
                clock.millis() % entries.stream().mapToLong(Entry::millis).sum();
        int first = 0;
        while (position >= entries.get(first).millis()) {
            position -= entries.get(first++).millis();
        }
        return new PlaylistInput(List.copyOf(entries), first, position);
    }

    @Override
    public AVCodecParameters video() {
        return file.videoStream().codecpar();
    }

    @Override
    public @Nullable AVCodecParameters audio() {
        AVStream stream = file.audioStream();
        return stream == null ? null : stream.codecpar();
    }

    @Override
    public AVRational videoTime() {
        return time;
    }

    @Override
    public AVRational audioTime() {
        return time;
    }

    @Override
    public double frameRate() {
        return Av.value(file.videoStream().avg_frame_rate());
    }

    @Override
    public long bitRate() {
        return file.bitRate();
    }

    @Override
    public Pacer pacer() {
        return Pacer.asItPlays();
    }

    @Override
    public Read next(AVPacket packet) {
        while (file.read(packet)) {
            if (file.isVideo(packet) && acceptVideo(packet)) {
                return Read.VIDEO;
            }
            if (file.isAudio(packet) && acceptAudio(packet)) {
                return Read.AUDIO;
            }
            av_packet_unref(packet);
        }
        advance();
        return Read.LOOPED;
    }

    private boolean acceptVideo(AVPacket packet) {
        AVStream stream = file.videoStream();
        long frame = frameRate() == 0 ? 1 : Math.round(Av.TICKS_PER_SECOND / frameRate());
        av_packet_rescale_ts(packet, stream.time_base(), time);
        if (packet.duration() == 0) {
            packet.duration(frame);
        }
        if (packet.pts() == AV_NOPTS_VALUE) {
            packet.pts(packet.dts());
        }
        if (!begun) {
            begun = (packet.flags() & AV_PKT_FLAG_KEY) != 0 && packet.pts() != AV_NOPTS_VALUE;
            shift = start - packet.pts();
        }
        if (!begun || packet.pts() == AV_NOPTS_VALUE) {
            return false;
        }
        if (packet.dts() == AV_NOPTS_VALUE) {
            packet.dts(
                    lastDts == NEVER
                            ? packet.pts() - stream.codecpar().video_delay() * frame - shift
                            : lastDts + frame - shift);
        }
        packet.pts(packet.pts() + shift).dts(packet.dts() + shift);
        if (packet.dts() <= lastDts) {
            return false;
        }
        lastDts = packet.dts();
        videoEnd = Math.max(videoEnd, packet.pts() + packet.duration());
        return true;
    }

    private boolean acceptAudio(AVPacket packet) {
        av_packet_rescale_ts(packet, Objects.requireNonNull(file.audioStream()).time_base(), time);
        if (packet.pts() == AV_NOPTS_VALUE) {
            packet.pts(packet.dts());
        }
        if (!begun || packet.pts() == AV_NOPTS_VALUE) {
            return false;
        }
        long at = packet.pts() + shift;
        if (at < start || at < audioEnd - packet.duration() / 2) {
            return false;
        }
        packet.pts(at).dts(at);
        audioEnd = at + Math.max(1, packet.duration());
        return true;
    }

    private void advance() {
        MediaFile after = following();
        if (!alike(file.videoStream(), after.videoStream()) || !alike(file.audioStream(), after.audioStream())) {
            after.close();
            throw new PipelineException(
                    "the playlist goes on with " + after.path() + ", which is encoded otherwise than the file before");
        }
        file.close();
        file = after;
        begun = false;
        start = audioEnd > videoEnd + OVERHANG ? audioEnd : videoEnd;
    }

    private MediaFile following() {
        for (int tries = 1; ; tries++) {
            current = (current + 1) % entries.size();
            try {
                return new MediaFile(entries.get(current).path().toString());
            } catch (PipelineException e) {
                if (tries == entries.size()) {
                    throw e;
                }
            }
        }
    }

    private static boolean alike(@Nullable AVStream a, @Nullable AVStream b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        AVCodecParameters one = a.codecpar();
        AVCodecParameters two = b.codecpar();
        return one.codec_id() == two.codec_id()
                && one.width() == two.width()
                && one.height() == two.height()
                && one.sample_rate() == two.sample_rate()
                && one.ch_layout().nb_channels() == two.ch_layout().nb_channels()
                && Arrays.equals(head(one), head(two));
    }

    /** What is told beside the packets alone; of Annex B it is in them too. */
    private static byte[] head(AVCodecParameters parameters) {
        byte[] head = new byte[parameters.extradata_size()];
        if (head.length > 0) {
            parameters.extradata().get(head);
        }
        return head.length > 0 && head[0] == 0 ? new byte[0] : head;
    }

    @Override
    public void close() {
        file.close();
        time.close();
    }
}
