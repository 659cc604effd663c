package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;

import dev.headwater.ingest.pipeline.av.FilterGraph;
import java.util.ArrayDeque;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * A filter graph that is made anew where what comes changes its shape; what goes out is of one shape, without a seam, and
 * lies where its time stamps say. A long hole in a sound is never in a graph, which would fill all of it at once: silence is
 * given out in its place, piece by piece.
 */
public final class SteadyFilters implements AutoCloseable {
    private static final String SOUND = "a";

    /** Seconds: a sound's shorter holes are its graph's to fill, and what begins anew so much too early has another clock. */
    private static final double STEP = 1;

    /** Frames a graph that has ended may still give: what it would repeat for longer, the next one shows. */
    private static final int MOST_LEFT = 100;

    /**
     * What goes out before anything of the graph does.
     *
     * @param frame null: silence
     */
    private record Left(@Nullable AVFrame frame, long silences) {}

    private final String kind;
    private final Function<AVFrame, String> description;
    private final ArrayDeque<Left> left = new ArrayDeque<>();
    private @Nullable FilterGraph graph;
    private @Nullable Silence silence;
    private String described = "";

    /** The time of what goes out first, as what comes is stamped. */
    private long origin;

    /** The time that is the graph's 0. */
    private long first;

    /** Where the last frame that came ended. */
    private long ended;

    /** How much came out of graphs, or goes out in their place: pictures, or samples. */
    private long made;

    /** Pieces of silence that go out before all else. */
    private long silencesLeft;

    /**
     * Filters of a kind, as {@link FilterGraph} has it.
     *
     * @param description what suits a frame: filters that begin at time 0, and give pictures at a fixed rate, or, of the kind
     *     {@code a}, what {@link LadderFilters#samples} gives
     */
    public SteadyFilters(String kind, Function<AVFrame, String> description) {
        this(kind, description, 0);
    }

    /** @param from where what is wanted begins, in the units of what comes; what lies before is left out */
    public SteadyFilters(String kind, Function<AVFrame, String> description, long from) {
        this.kind = kind;
        this.description = description;
        this.origin = from;
    }

    /** Takes the frame's contents and leaves it blank. */
    public void put(AVFrame frame) {
        String wanted = description.apply(frame);
        FilterGraph to = graph;
        if (to == null || !wanted.equals(described) || isBehindAHole(frame, to)) {
            drain();
            to = new FilterGraph(kind, wanted);
            graph = to;
            described = wanted;
            begin(frame.pts(), to);
        }
        if (frame.pts() != AV_NOPTS_VALUE) {
            ended = frame.pts() + Math.round(seconds(frame) / to.timeIn());
            frame.pts(frame.pts() - first);
        }
        to.put(frame);
    }

    private double seconds(AVFrame frame) {
        return kind.equals(SOUND) ? (double) frame.nb_samples() / Math.max(1, frame.sample_rate()) : 0;
    }

    private boolean isBehindAHole(AVFrame frame, FilterGraph to) {
        return kind.equals(SOUND) && frame.pts() != AV_NOPTS_VALUE && (frame.pts() - ended) * to.timeIn() > STEP;
    }

    /** A graph begins exactly where what was made before ends, whatever that was filled up with. */
    private void begin(long at, FilterGraph to) {
        double missing = at == AV_NOPTS_VALUE ? 0 : (at - next(to)) * to.timeIn();
        if (missing < -Math.max(STEP, to.timeOut()) && made > 0) { // a picture may stand for longer
            origin += at - next(to);
        }
        if (missing > STEP && kind.equals(SOUND)) {
            long silences = (long) (missing * Encoders.SAMPLE_RATE) / Encoders.AUDIO_FRAME;
            left.add(new Left(null, silences));
            made += silences * Encoders.AUDIO_FRAME;
        }
        first = next(to);
    }

    private long next(FilterGraph to) {
        return origin + Math.round(made * to.timeOut() / to.timeIn());
    }

    private void drain() {
        FilterGraph old = graph;
        if (old == null) {
            return;
        }
        graph = null;
        try (old) {
            while (leave(old)) {}
            old.end();
            int most = MOST_LEFT;
            while (most > 0 && leave(old)) {
                most--;
            }
        }
    }

    private boolean leave(FilterGraph from) {
        AVFrame frame = av_frame_alloc();
        boolean taken = false;
        try {
            taken = takeOf(from, frame);
        } finally {
            if (!taken) {
                av_frame_free(frame);
            }
        }
        if (taken) {
            left.add(new Left(frame, 0));
        }
        return taken;
    }

    private boolean takeOf(FilterGraph from, AVFrame into) {
        boolean taken = from.take(into);
        if (taken) {
            made += kind.equals(SOUND) ? into.nb_samples() : 1;
        }
        return taken;
    }

    /** Fills a blank frame; false: more has to be put first, or nothing comes any more. */
    public boolean take(AVFrame into) {
        if (silencesLeft > 0) {
            silencesLeft--;
            beSilent(into);
            return true;
        }
        Left next = left.poll();
        if (next == null) {
            return graph != null && takeOf(graph, into);
        }
        AVFrame frame = next.frame();
        if (frame == null) {
            silencesLeft = next.silences();
            return take(into);
        }
        av_frame_move_ref(into, frame);
        av_frame_free(frame);
        return true;
    }

    private void beSilent(AVFrame into) {
        if (silence == null) {
            silence = new Silence();
        }
        silence.next(into);
    }

    /** Nothing more will be put. */
    public void end() {
        if (graph != null) {
            graph.end();
        }
    }

    @Override
    public void close() {
        left.forEach(SteadyFilters::free);
        left.clear();
        if (graph != null) {
            graph.close();
        }
        if (silence != null) {
            silence.close();
        }
    }

    private static void free(Left one) {
        if (one.frame() != null) {
            av_frame_free(one.frame());
        }
    }
}
