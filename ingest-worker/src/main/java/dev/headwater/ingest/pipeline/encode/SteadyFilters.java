package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;

import dev.headwater.ingest.pipeline.av.FilterGraph;
import java.util.ArrayDeque;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** A filter graph that is made anew where what comes changes its shape; what goes out is of one shape, without a seam. */
public final class SteadyFilters implements AutoCloseable {
    private final String kind;
    private final Function<AVFrame, String> description;
    private final ArrayDeque<AVFrame> left = new ArrayDeque<>();
    private @Nullable FilterGraph graph;
    private String described = "";
    private long first;

    /**
     * Filters of a kind, as {@link FilterGraph} has it.
     *
     * @param description what suits a frame: filters that begin at time 0
     */
    public SteadyFilters(String kind, Function<AVFrame, String> description) {
        this.kind = kind;
        this.description = description;
    }

    /** Takes the frame's contents and leaves it blank. */
    public void put(AVFrame frame) {
        String wanted = description.apply(frame);
        FilterGraph to = graph;
        if (to == null || !wanted.equals(described)) {
            first = to == null ? 0 : frame.pts();
            drain();
            to = new FilterGraph(kind, wanted);
            graph = to;
            described = wanted;
        }
        frame.pts(frame.pts() - first);
        to.put(frame);
    }

    private void drain() {
        FilterGraph old = graph;
        if (old == null) {
            return;
        }
        graph = null;
        try (old) {
            old.end();
            for (AVFrame frame = taken(old); frame != null; frame = taken(old)) {
                left.add(frame);
            }
        }
    }

    private static @Nullable AVFrame taken(FilterGraph from) {
        AVFrame frame = av_frame_alloc();
        boolean taken = false;
        try {
            taken = from.take(frame);
            return taken ? frame : null;
        } finally {
            if (!taken) {
                av_frame_free(frame);
            }
        }
    }

    /** Fills a blank frame; false: more has to be put first. */
    public boolean take(AVFrame into) {
        AVFrame next = left.poll();
        if (next != null) {
            av_frame_move_ref(into, next);
            av_frame_free(next);
            return true;
        }
        return graph != null && graph.take(into);
    }

    @Override
    public void close() {
        left.forEach(SteadyFilters::free);
        left.clear();
        if (graph != null) {
            graph.close();
        }
    }

    private static void free(AVFrame frame) {
        av_frame_free(frame);
    }
}
