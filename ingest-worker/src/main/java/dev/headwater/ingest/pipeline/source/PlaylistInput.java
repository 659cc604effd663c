package dev.headwater.ingest.pipeline.source;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.ingest.fetch.FileList;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.NoPictureException;
import dev.headwater.ingest.pipeline.av.Pacer;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Files one after the other, round and round, as if they had begun with the epoch: who opens it comes in where it would be
 * by now. Where there are too many to look at all of them in time, it begins with the first. The list is read when it is
 * opened; a file that can not be read is left out. A file that is encoded otherwise than the one before ends it, so that
 * what hangs on that begins anew.
 */
final class PlaylistInput implements MediaInput {
    private static final long OVERHANG = Av.TICKS_PER_SECOND / 2;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final List<Path> files;
    private final Wanted wanted;
    private final AVRational time = new AVRational().num(1).den(Av.TICKS_PER_SECOND);
    private int current;
    private MediaFile file;
    private boolean begun;
    private long shift;
    private long start;
    private long lastDts = NEVER;
    private long lastStep;
    private long videoEnd;
    private final long[] audioEnds = new long[Streams.MAX_SOUNDS];

    private PlaylistInput(List<Path> files, int first, long position, Wanted wanted) {
        this.files = files;
        this.current = first;
        this.wanted = wanted;
        this.file = new MediaFile(files.get(first).toString(), wanted);
        if (position > 0) {
            file.seek(position);
        }
    }

    /** @throws IOException where the list or all its files can not be read, with the reason */
    static PlaylistInput open(Path list, FileLengths lengths, InstantSource clock) throws IOException {
        List<Path> listed = FileList.read(list);
        boolean known = lengths.learn(listed);
        List<Path> files =
                listed.stream().filter(file -> lengths.problem(file) == null).toList();
        if (files.isEmpty() && listed.stream().anyMatch(lengths::isUnseen)) {
            throw new NoPictureException("the files of the playlist " + list + " hold no video");
        }
        if (files.isEmpty()) {
            throw FetchException.lasting(
                    "no file of the playlist " + list + " can be played: " + lengths.problem(listed.getLast()));
        }
        if (!known) {
            System.err.println("the playlist begins with its first file: there was no time to look at all of them");
            return new PlaylistInput(files, 0, 0, lengths.wanted());
        }
        long position =
                clock.millis() % files.stream().mapToLong(lengths::millis).sum();
        int first = 0;
        while (position >= lengths.millis(files.get(first))) {
            position -= lengths.millis(files.get(first++));
        }
        return new PlaylistInput(files, first, position, lengths.wanted());
    }

    @Override
    public AVCodecParameters video() {
        return file.videoStream().codecpar();
    }

    @Override
    public AVRational videoTime() {
        return time;
    }

    @Override
    public List<Beside> sounds() {
        return beside(0, file.streams().sounds());
    }

    @Override
    public List<Beside> texts() {
        return beside(Streams.TEXTS, file.streams().texts());
    }

    @Override
    public List<Beside> bitmaps() {
        return beside(Streams.BITMAPS, file.streams().bitmaps());
    }

    private List<Beside> beside(int first, int count) {
        Streams streams = file.streams();
        return IntStream.range(first, first + count)
                .mapToObj(place -> new Beside(streams.at(place).codecpar(), time, streams.track(place)))
                .toList();
    }

    @Override
    public String leftOut() {
        return file.streams().leftOut();
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
            int place = file.streams().place(packet.stream_index());
            if (place != Streams.NONE && acceptBeside(place, packet)) {
                return place == 0 ? Read.AUDIO : Read.BESIDE;
            }
            av_packet_unref(packet);
        }
        advance();
        return Read.LOOPED;
    }

    private boolean acceptVideo(AVPacket packet) {
        MediaInput.markSound(video(), packet);
        AVStream stream = file.videoStream();
        long frame = frameRate() == 0 ? 1 : Math.round(Av.TICKS_PER_SECOND / frameRate());
        av_packet_rescale_ts(packet, stream.time_base(), time);
        if (packet.duration() == 0) {
            packet.duration(frame);
        }
        if (packet.pts() == AV_NOPTS_VALUE) {
            packet.pts(packet.dts());
        }
        boolean first = !begun;
        if (packet.pts() == AV_NOPTS_VALUE || (first && (packet.flags() & AV_PKT_FLAG_KEY) == 0)) {
            return false;
        }
        if (first) {
            begin(packet, stream.codecpar().video_delay() * frame, frame);
        } else if (packet.dts() == AV_NOPTS_VALUE) {
            packet.dts(lastDts + frame - shift);
        }
        packet.pts(packet.pts() + shift).dts(packet.dts() + shift);
        if (packet.dts() <= lastDts) {
            return false;
        }
        if (!first) {
            long hole = FileHoles.of(packet.dts() - lastDts, lastStep, time);
            shift -= hole;
            packet.pts(packet.pts() - hole).dts(packet.dts() - hole);
        }
        lastDts = packet.dts();
        lastStep = packet.duration();
        videoEnd = Math.max(videoEnd, packet.pts() + packet.duration());
        return true;
    }

    /** A file that changes the order of more pictures than the one before would begin before that has ended. */
    private void begin(AVPacket key, long delay, long frame) {
        begun = true;
        shift = start - key.pts();
        if (key.dts() == AV_NOPTS_VALUE) {
            key.dts(key.pts() - delay);
        }
        long early = lastDts == NEVER ? 0 : Math.max(0, lastDts + frame - key.dts() - shift);
        shift += early;
        start += early;
    }

    private boolean acceptBeside(int place, AVPacket packet) {
        av_packet_rescale_ts(packet, file.streams().at(place).time_base(), time);
        packet.stream_index(place);
        if (packet.pts() == AV_NOPTS_VALUE) {
            packet.pts(packet.dts());
        }
        if (!begun || packet.pts() == AV_NOPTS_VALUE) {
            return false;
        }
        long at = packet.pts() + shift;
        boolean heard = Streams.isSound(place);
        if (at < start || (heard && at < audioEnds[place] - packet.duration() / 2)) {
            return false;
        }
        packet.pts(at).dts(at);
        if (heard) {
            audioEnds[place] = at + Math.max(1, packet.duration());
        }
        return true;
    }

    private void advance() {
        MediaFile after = following();
        if (!alike(file.videoStream().codecpar(), after.videoStream().codecpar())
                || !alike(file.streams(), after.streams())) {
            after.close();
            throw new PipelineException(
                    "the playlist goes on with " + after.path() + ", which is encoded otherwise than the file before");
        }
        file.close();
        file = after;
        begun = false;
        start = audioEnds[0] > videoEnd + OVERHANG ? audioEnds[0] : videoEnd;
    }

    private MediaFile following() {
        for (int tries = 1; ; tries++) {
            current = (current + 1) % files.size();
            try {
                return new MediaFile(files.get(current).toString(), wanted);
            } catch (PipelineException e) {
                if (tries == files.size()) {
                    throw e;
                }
            }
        }
    }

    private static boolean alike(Streams one, Streams two) {
        return Arrays.equals(one.places().toArray(), two.places().toArray())
                && one.places()
                        .allMatch(place ->
                                alike(one.at(place).codecpar(), two.at(place).codecpar())
                                        && one.track(place).equals(two.track(place)));
    }

    private static boolean alike(AVCodecParameters one, AVCodecParameters two) {
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
