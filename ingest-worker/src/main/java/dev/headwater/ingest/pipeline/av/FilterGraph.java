package dev.headwater.ingest.pipeline.av;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_time_base;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse2;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_get_double;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.DoublePointer;

/**
 * A filter graph as FFmpeg's own text describes it, with one end called {@code buffersink@out} or
 * {@code abuffersink@out} and, unless it makes its frames by itself, one called {@code buffer@in} or {@code abuffer@in}.
 */
public final class FilterGraph implements AutoCloseable {
    private final AVFilterGraph graph = avfilter_graph_alloc();
    private final AVFilterContext in;
    private final AVFilterContext out;

    public FilterGraph(String kind, String description) {
        graph.nb_threads(1);
        AVFilterInOut openInputs = new AVFilterInOut(null);
        AVFilterInOut openOutputs = new AVFilterInOut(null);
        boolean made = false;
        try {
            Av.check(
                    avfilter_graph_parse2(graph, description + "," + kind + "buffersink@out", openInputs, openOutputs),
                    "FFmpeg does not know the filters " + description);
            Av.check(avfilter_graph_config(graph, null), "FFmpeg can not link the filters " + description);
            made = true;
        } finally {
            if (!made) {
                close();
            }
        }
        this.in = avfilter_graph_get_filter(graph, kind + "buffer@in");
        this.out = avfilter_graph_get_filter(graph, kind + "buffersink@out");
    }

    /** Takes the frame's contents and leaves it blank. */
    public void put(AVFrame frame) {
        Av.check(av_buffersrc_add_frame(in, frame), "a frame can not be filtered");
    }

    /** Nothing more will be put. */
    public void end() {
        Av.check(av_buffersrc_add_frame(in, null), "what is left can not be filtered");
    }

    /** Fills a blank frame; false: the graph wants more first, or has given all there is. */
    public boolean take(AVFrame into) {
        int result = av_buffersink_get_frame(out, into);
        if (Av.wantsMore(result) || Av.isEnd(result)) {
            return false;
        }
        Av.check(result, "a frame can not be filtered");
        return true;
    }

    /** Seconds of a tick of what is put. */
    public double timeIn() {
        return Av.value(in.outputs(0).time_base());
    }

    /** Seconds of a tick of what is taken. */
    public double timeOut() {
        return Av.value(av_buffersink_get_time_base(out));
    }

    /** What a filter of this graph has found out by now. */
    public double found(String filter, String option) {
        try (DoublePointer value = new DoublePointer(1)) {
            AVFilterContext context = avfilter_graph_get_filter(graph, filter);
            Av.check(
                    av_opt_get_double(context.priv(), option, 0, value),
                    "the filter " + filter + " knows no " + option);
            return value.get();
        }
    }

    @Override
    public void close() {
        avfilter_graph_free(graph);
    }
}
