package dev.headwater.ingest.pipeline.title;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.Decoder;
import dev.headwater.ingest.pipeline.encode.SteadyFilters;
import dev.headwater.ingest.pipeline.source.TitleFile;
import java.util.ArrayDeque;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * One stream of a file, decoded and filtered from its first frame to its last. It reads the file by itself: however the
 * streams lie in it, no more is held in memory than a decoder and a filter hold.
 */
final class TitleStream implements AutoCloseable {
    /** A greater step of a broadcast's clock is another clock. */
    private static final double JUMP_SECONDS = 10;

    private final TitleFile file;
    private final int index;
    private final AVStream stream;
    private final AVRational time;
    private final long ticks;
    private final SteadyFilters filters;
    private final Decoder decoder;
    private final AVPacket packet = av_packet_alloc();
    private final ArrayDeque<AVFrame> decoded = new ArrayDeque<>();
    private boolean keysOnly;
    private boolean readToEnd;
    private boolean ended;
    private boolean over;
    private long shift;
    private long expected = AV_NOPTS_VALUE;
    private long lastStep;

    /**
     * @param file this stream's own from here on
     * @param kind of its filters, as {@link SteadyFilters} have it
     * @param from what lies before is left out, in seconds of the title
     * @param filters what suits a frame, whose time stamps count in these units
     */
    TitleStream(
            TitleFile file,
            AVStream stream,
            int threads,
            String kind,
            long from,
            BiFunction<AVFrame, AVRational, String> filters) {
        this.file = file;
        this.stream = stream;
        this.index = stream.index();
        this.ticks = stream.time_base().num();
        // In units that make whole numbers of whole seconds: then a part counts exactly as the whole would.
        this.time = new AVRational().num(1).den(stream.time_base().den());
        this.filters = new SteadyFilters(kind, frame -> filters.apply(frame, time), from * time.den());
        this.decoder = new Decoder(stream.codecpar(), stream.time_base(), threads, this::keep);
        file.only(stream);
    }

    /** Begins at a key frame before that moment of the file's own time, where it can. Before anything else. */
    void seek(double seconds) {
        file.seek(stream, seconds);
    }

    /** Decodes nothing but key frames. */
    void keysOnly() {
        keysOnly = true;
    }

    /** When its first frame is shown or heard, in seconds of the file's own time; empty: it has none that can be decoded. */
    OptionalDouble begins() {
        while (decoded.isEmpty() && !readToEnd) {
            readOn();
        }
        return decoded.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(stamp(decoded.getFirst()) * Av.value(time));
    }

    /** Makes this moment of the file's own time the title's beginning. Before the first {@link #take}. */
    void beginAt(double seconds) {
        shift = -Math.round(seconds / Av.value(time));
    }

    /** Fills a blank frame; false: this was the last. */
    boolean take(AVFrame into) {
        while (!over) {
            if (filters.take(into)) {
                return true;
            }
            if (!decoded.isEmpty()) {
                filter(decoded.remove());
            } else if (!readToEnd) {
                readOn();
            } else if (ended) {
                over = true;
            } else {
                filters.end();
                ended = true;
            }
        }
        return false;
    }

    private void readOn() {
        if (file.read(packet)) {
            boolean wanted = !keysOnly || (packet.flags() & AV_PKT_FLAG_KEY) != 0;
            if (wanted && packet.stream_index() == index) { // what was read to understand the file comes of all streams
                decoder.decode(packet);
            }
            av_packet_unref(packet);
            return;
        }
        decoder.drain();
        readToEnd = true;
    }

    private void keep(AVFrame frame) {
        AVFrame own = av_frame_alloc();
        av_frame_move_ref(own, frame);
        decoded.add(own);
    }

    private void filter(AVFrame frame) {
        frame.pts(placed(stamp(frame), frame.duration() * ticks));
        filters.put(frame);
        av_frame_free(frame);
    }

    private long stamp(AVFrame frame) {
        if (frame.pts() != AV_NOPTS_VALUE) {
            return frame.pts() * ticks;
        }
        return expected == AV_NOPTS_VALUE ? 0 : expected - shift;
    }

    /** Counted from the title's beginning, and running on where a broadcast's clock jumps. */
    private long placed(long stamp, long duration) {
        long at = stamp + shift;
        if (expected != AV_NOPTS_VALUE && file.mayJump() && Math.abs(at - expected) * Av.value(time) > JUMP_SECONDS) {
            shift += expected - at;
            at = expected;
        }
        if (duration > 0) {
            lastStep = duration;
        }
        expected = at + lastStep;
        return at;
    }

    @Override
    public void close() {
        decoded.forEach(TitleStream::free);
        filters.close();
        decoder.close();
        av_packet_free(packet);
        file.close();
        time.close();
    }

    private static void free(AVFrame frame) {
        av_frame_free(frame);
    }
}
