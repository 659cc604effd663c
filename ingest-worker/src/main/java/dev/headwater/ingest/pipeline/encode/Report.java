package dev.headwater.ingest.pipeline.encode;

import dev.headwater.core.media.Container;
import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.frames.Frame;
import java.nio.ByteBuffer;
import java.util.List;

/** Where a pipeline says what it made. */
public interface Report {
    /** What a title is; see {@link Frame.Probed}. */
    void probed(Frame.Probed facts);

    void opened(List<Rendition> renditions);

    /** What segments of media are to be. */
    default Container container() {
        return Container.MPEG_TS;
    }

    /**
     * A segment is finished; see {@link Frame.Segment}.
     *
     * @param bytes to be read before this returns
     */
    void segment(String rendition, long index, int millis, byte[] head, ByteBuffer bytes);

    void state(String text);

    /** See {@link Frame.Still}. */
    void still(byte[] jpeg);

    /** See {@link Frame.Warning}. */
    void warning(String text);

    /** See {@link Frame.OnAir}. */
    void onAir(int source);

    /** See {@link Frame.SourceFailed}. */
    void sourceFailed(int source, String text);

    /** Of the source on air, in bit/s; 0: unknown. */
    void bitRate(long bits);

    /** How much media was made so far; until a title was probed, how many bytes of it have come. */
    void progress(long mediaMillis);

    /** A title is made to its end. */
    void finished(long mediaMillis);
}
