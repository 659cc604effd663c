package dev.headwater.ingest.pipeline.title;

import dev.headwater.ingest.pipeline.av.FilterGraph;
import dev.headwater.ingest.pipeline.encode.LadderFilters;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A title's sound behind a filter that stays one from its beginning to its end, whatever becomes of the sound's shape. */
final class FilteredSound implements AutoCloseable {
    private final TitleStream samples;
    private final FilterGraph graph;
    private long read;
    private boolean ended;

    /** @param samples this one's own from here on */
    FilteredSound(TitleStream samples, String filter) {
        this.samples = samples;
        this.graph = new FilterGraph("a", LadderFilters.SAMPLES + "," + filter);
    }

    /** Fills a blank frame; false: this was the last. */
    boolean take(AVFrame into) {
        while (!graph.take(into)) {
            if (ended) {
                return false;
            }
            if (samples.take(into)) {
                into.pts(read);
                read += into.nb_samples();
                graph.put(into);
            } else {
                graph.end();
                ended = true;
            }
        }
        return true;
    }

    /** As {@link FilterGraph#found}. */
    double found(String filter, String option) {
        return graph.found(filter, option);
    }

    @Override
    public void close() {
        graph.close();
        samples.close();
    }
}
