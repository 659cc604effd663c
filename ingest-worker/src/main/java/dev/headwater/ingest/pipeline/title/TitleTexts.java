package dev.headwater.ingest.pipeline.title;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Track;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.TextDecoder;
import dev.headwater.ingest.pipeline.encode.Renditions;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.encode.TextSegmenter;
import dev.headwater.ingest.pipeline.source.Streams;
import dev.headwater.ingest.pipeline.source.TitleFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The subtitles of a film that are text, read at once, and cut in step with its pictures. */
final class TitleTexts {
    /** Of a text stream no more is kept: it is none a film has. */
    private static final int MOST = 50_000;

    /** Characters of all streams: the longest films have a tenth. What is beyond is left out. */
    private static final int MOST_CHARACTERS = 2 << 20;

    /** As so many each counts, for all that is kept beside them. */
    private static final int LEAST = 16;

    /** So far ahead of the picture texts are passed on, in seconds: a segment's before it ends. */
    private static final double AHEAD = 10;

    private record Said(double from, double seconds, String text) {}

    private static final class Stream {
        private final Track track;
        private final TextSegmenter segmenter;
        private final ArrayDeque<Said> said;

        Stream(Track track, TextSegmenter segmenter, List<Said> said) {
            this.track = track;
            this.segmenter = segmenter;
            this.said = new ArrayDeque<>(said);
        }
    }

    private final List<Stream> streams = new ArrayList<>();

    /** None: of a film whose file has none. */
    static TitleTexts none() {
        return new TitleTexts();
    }

    /**
     * Reads a file to its end where it has any.
     *
     * @param begins seconds of the file's own time that are the film's beginning
     * @param progress is told which share of the file is read: there may be hours between two texts
     */
    static TitleTexts read(TitleFile file, double begins, Report report, DoubleConsumer progress) {
        TitleTexts texts = new TitleTexts();
        Streams streams = file.streams();
        if (streams.texts() == 0) {
            return texts;
        }
        List<List<Said>> said = new ArrayList<>();
        List<TextDecoder> decoders = new ArrayList<>();
        int room = MOST_CHARACTERS;
        AVPacket packet = av_packet_alloc();
        try {
            for (int n = 0; n < streams.texts(); n++) {
                AVStream stream = streams.at(Streams.TEXTS + n);
                decoders.add(new TextDecoder(stream.codecpar(), stream.time_base()));
                said.add(new ArrayList<>());
            }
            file.onlyTexts();
            file.tell(forward(file.bytes(), progress));
            while (file.read(packet)) {
                int n = streams.place(packet.stream_index()) - Streams.TEXTS;
                if (n >= 0 && packet.pts() != AV_NOPTS_VALUE && said.get(n).size() < MOST) {
                    double tick = Av.value(streams.at(Streams.TEXTS + n).time_base());
                    String text = decoders.get(n).decode(packet);
                    room -= Math.min(room, Math.max(LEAST, text.length()));
                    if (room > 0) {
                        said.get(n).add(new Said(packet.pts() * tick - begins, packet.duration() * tick, text));
                    }
                }
                av_packet_unref(packet);
            }
        } finally {
            decoders.forEach(TextDecoder::close);
            av_packet_free(packet);
        }
        for (int n = 0; n < said.size(); n++) {
            List<Said> inOrder = said.get(n).stream()
                    .sorted(Comparator.comparingDouble(Said::from))
                    .toList();
            TextSegmenter segmenter = new TextSegmenter(Renditions.text(n), report);
            texts.streams.add(new Stream(streams.track(Streams.TEXTS + n), segmenter, inOrder));
        }
        return texts;
    }

    private static LongConsumer forward(long bytes, DoubleConsumer progress) {
        AtomicLong most = new AtomicLong();
        return at ->
                progress.accept((double) most.accumulateAndGet(Math.min(at, bytes), Math::max) / Math.max(1, bytes));
    }

    List<TextSegmenter> companions() {
        return streams.stream().map(one -> one.segmenter).toList();
    }

    List<Rendition> renditions() {
        List<Rendition> all = new ArrayList<>();
        for (int n = 0; n < streams.size(); n++) {
            all.add(Renditions.text(n, streams.get(n).track));
        }
        return all;
    }

    /** A picture is shown then: what is said about that time is known from here on. */
    void reached(double seconds) {
        for (Stream stream : streams) {
            while (!stream.said.isEmpty() && stream.said.getFirst().from() < seconds + AHEAD) {
                Said next = stream.said.removeFirst();
                stream.segmenter.text(
                        Math.round((next.from() + 1) * Av.TICKS_PER_SECOND), // one second on, as the pictures are
                        Math.round(next.seconds() * Av.TICKS_PER_SECOND),
                        next.text());
            }
        }
    }
}
